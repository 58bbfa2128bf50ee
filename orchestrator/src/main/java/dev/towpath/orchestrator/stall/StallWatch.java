package dev.towpath.orchestrator.stall;

import dev.towpath.orchestrator.station.Rounds;
import dev.towpath.orchestrator.station.Station;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Looks every second who is writing. Every orchestrator looks for itself.
 *
 * <p>Failure semantics: a look that failed is repeated in the next round, and changes nothing that is known.
 */
@Singleton
public final class StallWatch implements Station {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final OldestWriter writers;
    private final ReadersStalled stalled;
    private final Rounds rounds;

    StallWatch(OldestWriter writers, ReadersStalled stalled) {
        this.writers = writers;
        this.stalled = stalled;
        this.rounds = new Rounds("see who writes to the store", ROUND, this::look);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private Uni<Void> look() {
        return writers.now().invoke(stalled::seen).replaceWithVoid();
    }
}
