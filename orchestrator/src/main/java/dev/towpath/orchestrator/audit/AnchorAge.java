package dev.towpath.orchestrator.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How much of the log no anchor covers, as this orchestrator saw it last. */
@Singleton
public final class AnchorAge {
    private record Waiting(int events, Instant oldest) {}

    private static final Waiting NONE = new Waiting(0, Instant.MAX);

    private final Clock clock;
    private volatile Waiting waiting = NONE;

    public AnchorAge(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        Gauge.builder("towpath.audit.unanchored.age", this, AnchorAge::seconds)
                .baseUnit("seconds")
                .description("Age of the oldest event that no anchor covers; 0 if all are covered")
                .register(metrics);
        Gauge.builder("towpath.audit.unanchored.events", this, age -> age.waiting.events())
                .description("Events that no anchor covers, 1000 standing for as many or more")
                .register(metrics);
    }

    void unanchored(List<Grown> grown) {
        waiting = grown.isEmpty()
                ? NONE
                : new Waiting(
                        grown.size(),
                        grown.stream().map(Grown::time).min(Instant::compareTo).orElse(Instant.MAX));
    }

    private double seconds() {
        Waiting now = waiting;
        return now.events() == 0
                ? 0
                : Math.max(0, Duration.between(now.oldest(), clock.instant()).toMillis() / 1_000.0);
    }
}
