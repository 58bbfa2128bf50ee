/** A plan as data: printed, compared, hashed, stored; it never holds a connection. */
@NullMarked
package dev.towpath.contracts.plan;

import org.jspecify.annotations.NullMarked;
