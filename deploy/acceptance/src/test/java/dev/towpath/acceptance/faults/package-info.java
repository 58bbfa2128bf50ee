/** What is done to running processes, to which of them and when: values, drawn from a seed. Who does it is elsewhere. */
@NullMarked
package dev.towpath.acceptance.faults;

import org.jspecify.annotations.NullMarked;
