/** Other rollouts that are open on the same database: what of the catalog is theirs, and what must not be shared. */
@NullMarked
package dev.towpath.planner.neighbour;

import org.jspecify.annotations.NullMarked;
