package dev.towpath.orchestrator.handling;

import dev.towpath.orchestrator.eventstore.Conflict;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
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
        return timed(() -> untilNoConflict(decision));
    }

    /** The same, but {@code first}, if there is such a thing, is tried once before: it may decide by what is out of date. */
    <T> Uni<T> afterConflict(Supplier<Optional<Uni<T>>> first, Supplier<Uni<T>> decision) {
        return timed(() -> first.get()
                .map(tried -> tried.onFailure(Conflict.class)
                        .invoke(metrics::conflicted)
                        .onFailure(Conflict.class)
                        .recoverWithUni(() -> untilNoConflict(decision)))
                .orElseGet(() -> untilNoConflict(decision)));
    }

    private <T> Uni<T> timed(Supplier<Uni<T>> decided) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample begun = metrics.begun();
            return decided.get().onTermination().invoke(() -> metrics.decided(begun));
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
