package dev.towpath.orchestrator.handling;

import dev.towpath.orchestrator.eventstore.Conflict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Reads and decides again after a conflict, with a little jitter so that two who collide do not collide again. Bounded:
 * who loses that often should be seen, and whoever sent the message sends it again.
 */
final class Again {
    private static final int ATTEMPTS = 50;

    private Again() {}

    /** {@code decision} must read what it decides by; it is asked anew each time. */
    static <T> Uni<T> afterConflict(Supplier<Uni<T>> decision) {
        return Uni.createFrom()
                .deferred(decision::get)
                .onFailure(Conflict.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(200))
                .withJitter(0.5)
                .atMost(ATTEMPTS)
                .onFailure(failure -> failure.getCause() instanceof Conflict)
                .transform(exhausted -> new Conflict(exhausted));
    }
}
