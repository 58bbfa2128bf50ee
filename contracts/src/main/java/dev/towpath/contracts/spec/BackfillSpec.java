package dev.towpath.contracts.spec;

import java.time.Duration;

/**
 * How a backfill goes about it.
 *
 * @param batchDuration time that one batch aims to take; 200 ms by default
 * @param firesTriggers whether the author accepts that the table's own triggers fire for every backfilled row, where
 *     the agent's role can't suppress them
 */
public record BackfillSpec(Duration batchDuration, boolean firesTriggers) {
    public static final BackfillSpec DEFAULT = new BackfillSpec(Duration.ofMillis(200), false);
}
