/** Random cases: made from a seed, run, made simpler while they fail, and written down as a test. Knows no rollout. */
@NullMarked
package dev.towpath.orchestrator.rollout.property;

import org.jspecify.annotations.NullMarked;
