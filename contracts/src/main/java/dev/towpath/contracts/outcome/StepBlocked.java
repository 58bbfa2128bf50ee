package dev.towpath.contracts.outcome;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;

/**
 * The step's attempts keep timing out on a lock; sent when the blocker changes, and with an empty {@code blocker} when
 * the lock was had.
 *
 * @param blocker who holds it, for people: pid, application, state, since; never a query's text
 * @param attempts lock attempts so far
 */
public record StepBlocked(RolloutId rolloutId, StepId stepId, int attempt, String blocker, int attempts)
        implements Outcome {}
