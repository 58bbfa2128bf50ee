package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.spec.BackfillSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * How a backfill goes about it.
 *
 * @param batchDuration time that one batch aims to take
 * @param pause between two batches
 */
public record Tempo(Duration batchDuration, Duration pause) {
    static Tempo of(BackfillSpec spec) {
        return new Tempo(spec.batchDuration(), Duration.ZERO);
    }

    /** The same but for what is given. */
    public Tempo with(Optional<Duration> newBatchDuration, Optional<Duration> newPause) {
        return new Tempo(newBatchDuration.orElse(batchDuration), newPause.orElse(pause));
    }
}
