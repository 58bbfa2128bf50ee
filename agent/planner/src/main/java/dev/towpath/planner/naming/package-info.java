/** Names of the objects that Towpath makes. */
@NullMarked
package dev.towpath.planner.naming;

import org.jspecify.annotations.NullMarked;
