package dev.towpath.orchestrator.stall;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Looks every second who is writing. Every orchestrator looks for itself.
 *
 * <p>Failure semantics: a look that failed is repeated in the next round, and changes nothing that is known.
 */
@Singleton
public final class StallWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StallWatch.class);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final OldestWriter writers;
    private final ReadersStalled stalled;
    private volatile Cancellable rounds = () -> {};

    StallWatch(OldestWriter writers, ReadersStalled stalled) {
        this.writers = writers;
        this.stalled = stalled;
    }

    public void start() {
        rounds = Uni.createFrom()
                .deferred(this::look)
                .repeat()
                .withDelay(ROUND)
                .indefinitely()
                .subscribe()
                .with(done -> {}, failure -> LOG.error("nobody notices a stalled reader", failure));
    }

    @Override
    public void close() {
        rounds.cancel();
    }

    private Uni<Void> look() {
        return writers.now()
                .invoke(stalled::seen)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("the store's sessions can't be read; trying again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }
}
