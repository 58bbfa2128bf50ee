package dev.towpath.orchestrator.handling;

import dev.towpath.orchestrator.eventstore.Conflict;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Reads and decides again after a conflict, with a little jitter so that two who collide do not collide again. Bounded:
 * who loses that often should be seen, and whoever sent the message sends it again.
 */
@Singleton
final class Again {
    private static final int ATTEMPTS = 50;

    private final HandlingMetrics metrics;

    Again(HandlingMetrics metrics) {
        this.metrics = metrics;
    }

    /** {@code decision} must read what it decides by; it is asked anew each time. */
    <T> Uni<T> afterConflict(Supplier<Uni<T>> decision) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample begun = metrics.begun();
            return untilNoConflict(decision).onTermination().invoke(() -> metrics.decided(begun));
        });
    }

    private <T> Uni<T> untilNoConflict(Supplier<Uni<T>> decision) {
        return Uni.createFrom()
                .deferred(decision::get)
                .onFailure(Conflict.class)
                .invoke(metrics::conflicted)
                .onFailure(Conflict.class)
                .retry()
                .withBackOff(Duration.ofMillis(5), Duration.ofMillis(200))
                .withJitter(0.5)
                .atMost(ATTEMPTS)
                .onFailure(failure -> failure.getCause() instanceof Conflict)
                .transform(exhausted -> new Conflict(exhausted));
    }
}
