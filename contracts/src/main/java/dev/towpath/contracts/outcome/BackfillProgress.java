package dev.towpath.contracts.outcome;

import dev.towpath.contracts.Message;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;

/**
 * How far a backfill is; at least once a second while it runs; never needed for correctness.
 *
 * @param rowsEstimated estimate of all rows; may be passed
 * @param rowsPerSecond over the last seconds
 * @param batchRows rows of the last batch
 */
public record BackfillProgress(
        RolloutId rolloutId, StepId stepId, long rowsDone, long rowsEstimated, double rowsPerSecond, long batchRows)
        implements Message {}
