/** One file per schema change, with its five stages in order. */
@NullMarked
package dev.towpath.planner.change;

import org.jspecify.annotations.NullMarked;
