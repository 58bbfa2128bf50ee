package dev.towpath.contracts.plan;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import java.time.Duration;
import java.util.List;

/**
 * Batches over a key set, each in a transaction with its checkpoint. Keys travel as text, one element per key column;
 * the statements cast them, so that any key type with a total order works.
 *
 * @param sql the update of one batch: rows with key above {@code $1::text[]} (all, if it is null) and up to
 *     {@code $2::text[]}
 * @param keyColumns the key's columns, literal, in key order
 * @param boundary a query that gives, for {@code $1::text[]} (null at the start) and a row count {@code $2::bigint},
 *     the key as {@code text[]} of the last row of the next batch; no row when nothing is left
 * @param estimate a query for the estimated number of rows
 * @param batchDuration time that one batch aims to take
 * @param suppressTriggers whether the agent must set {@code session_replication_role = replica} for the batches
 */
public record BackfillStep(
        StepId id,
        GatePoint gate,
        String title,
        String sql,
        String lock,
        Duration lockTimeout,
        Duration statementTimeout,
        String undo,
        String probe,
        List<String> keyColumns,
        String boundary,
        String estimate,
        Duration batchDuration,
        boolean suppressTriggers)
        implements Step {
    public BackfillStep {
        keyColumns = List.copyOf(keyColumns);
    }
}
