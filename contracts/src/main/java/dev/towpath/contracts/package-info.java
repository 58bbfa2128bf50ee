/** The wire: everything that Towpath's processes and their users say to each other. Records only; no I/O. */
@NullMarked
package dev.towpath.contracts;

import org.jspecify.annotations.NullMarked;
