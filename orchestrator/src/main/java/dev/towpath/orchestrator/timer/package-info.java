/** Rings when a rollout asked to be told the time. Decides nothing. */
@NullMarked
package dev.towpath.orchestrator.timer;

import org.jspecify.annotations.NullMarked;
