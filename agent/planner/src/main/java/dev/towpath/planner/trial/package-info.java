/** A new column, tried by the engine itself where nobody sees it. Renders the trial and reads its answer; runs nothing. */
@NullMarked
package dev.towpath.planner.trial;

import org.jspecify.annotations.NullMarked;
