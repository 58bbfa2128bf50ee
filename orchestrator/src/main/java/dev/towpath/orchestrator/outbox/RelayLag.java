package dev.towpath.orchestrator.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How far Kafka is behind the store, as this process's relay sees it; 0 where another one relays. */
@Singleton
public final class RelayLag {
    private record Pending(int messages, Instant oldest) {}

    private static final Pending NONE = new Pending(0, Instant.MAX);

    private final Clock clock;
    private volatile Pending pending = NONE;

    public RelayLag(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        Gauge.builder("towpath.outbox.lag", this, RelayLag::seconds)
                .baseUnit("seconds")
                .description("Age of the oldest message that Kafka does not have yet")
                .register(metrics);
        Gauge.builder("towpath.outbox.backlog", this, lag -> lag.pending.messages())
                .description("Messages read from the outbox that Kafka does not have yet; more may wait behind them")
                .register(metrics);
    }

    void pending(List<OutboxRow> rows) {
        pending =
                rows.isEmpty() ? NONE : new Pending(rows.size(), rows.getFirst().recordedAt());
    }

    private double seconds() {
        Pending now = pending;
        return now.messages() == 0
                ? 0
                : Math.max(0, Duration.between(now.oldest(), clock.instant()).toMillis() / 1_000.0);
    }
}
