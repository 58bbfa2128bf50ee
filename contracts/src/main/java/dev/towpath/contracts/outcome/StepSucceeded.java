package dev.towpath.contracts.outcome;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.time.Duration;

/**
 * The step's effect is committed.
 *
 * @param alreadyApplied true if receipt or catalog showed the effect before anything was done in this attempt
 * @param lockAttempts how often a lock was asked for, the successful one included
 * @param lockWait longest wait for a lock in one attempt
 * @param duration from the start of the attempt to its commit
 * @param rows rows written by a backfill or compared by a verification; 0 for DDL
 * @param detail for people; may be empty
 */
public record StepSucceeded(
        RolloutId rolloutId,
        StepId stepId,
        int attempt,
        boolean alreadyApplied,
        int lockAttempts,
        Duration lockWait,
        Duration duration,
        long rows,
        String detail)
        implements Outcome {}
