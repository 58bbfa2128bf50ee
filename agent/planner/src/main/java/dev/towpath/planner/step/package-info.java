/** Steps of one stage: numbers, bounds, probes. */
@NullMarked
package dev.towpath.planner.step;

import org.jspecify.annotations.NullMarked;
