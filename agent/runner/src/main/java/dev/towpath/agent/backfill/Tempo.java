package dev.towpath.agent.backfill;

import java.time.Duration;

/**
 * How somebody wants a backfill to go about it, whatever its plan says.
 *
 * @param batchDuration time that one batch aims to take
 * @param pause between two batches; zero for none
 */
public record Tempo(Duration batchDuration, Duration pause) {
    public Tempo {
        if (batchDuration.isZero() || batchDuration.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException("a batch takes some time, and a pause none or some");
        }
    }
}
