package dev.towpath.agent.ledger;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.time.Duration;

/**
 * Proof that a step's effect is committed, with what its success is reported with.
 *
 * @param attempt the attempt that did it
 * @param statementHash lower-case hex SHA-256 of the step's sql
 * @param lockAttempts how often a lock was asked for, the successful one included
 * @param lockWait longest wait for a lock in one attempt
 * @param duration from the start of the attempt to its commit
 * @param rows rows written by a backfill or compared by a verification; 0 for DDL
 */
public record Receipt(
        RolloutId rolloutId,
        StepId stepId,
        int attempt,
        String statementHash,
        int lockAttempts,
        Duration lockWait,
        Duration duration,
        long rows) {}
