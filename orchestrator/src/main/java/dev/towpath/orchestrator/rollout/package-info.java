/**
 * The pure core: what may happen to a rollout, what follows from it, and what is told to whom.
 *
 * <p>It reads as {@link dev.towpath.orchestrator.rollout.RolloutCommand} to
 * {@link dev.towpath.orchestrator.rollout.RolloutDecider} to events, which
 * {@link dev.towpath.orchestrator.rollout.state.RolloutState} folds and to which
 * {@link dev.towpath.orchestrator.rollout.RolloutReactor} answers with effects. No clock, no random, no log, no I/O: time,
 * and what the services do at that time, come in with {@link dev.towpath.orchestrator.rollout.Asked}.
 */
@NullMarked
package dev.towpath.orchestrator.rollout;

import org.jspecify.annotations.NullMarked;
