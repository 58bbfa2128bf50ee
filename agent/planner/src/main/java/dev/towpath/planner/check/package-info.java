/** What is refused at planning, by name, with the place and the remedy. */
@NullMarked
package dev.towpath.planner.check;

import org.jspecify.annotations.NullMarked;
