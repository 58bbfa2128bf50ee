package dev.towpath.orchestrator.stall;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadersStalledTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final SteppedClock clock = new SteppedClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ReadersStalled stalled = new ReadersStalled(clock, metrics);

    @Test
    void one_transaction_that_stays_open_is_a_stall_after_three_seconds() {
        look(session(7), Duration.ZERO);
        look(session(7), SECOND.multipliedBy(2));
        assertThat(stalled.by()).isEmpty();
        assertThat(gauge()).isZero();

        look(session(7), SECOND);

        assertThat(stalled.by()).contains(session(7));
        assertThat(gauge()).isEqualTo(3);
    }

    @Test
    void many_short_transactions_are_none() {
        for (int transaction = 1; transaction < 20; transaction++) {
            look(session(transaction), SECOND);
        }
        assertThat(stalled.by()).isEmpty();
        assertThat(gauge()).isZero();
    }

    @Test
    void it_is_over_when_nobody_writes() {
        look(session(7), Duration.ZERO);
        look(session(7), SECOND.multipliedBy(5));

        stalled.seen(Optional.empty());

        assertThat(stalled.by()).isEmpty();
        assertThat(gauge()).isZero();
    }

    @Test
    void a_prepared_transaction_is_ended_by_its_name() {
        var prepared = new OpenWriter.Prepared(9, "it's mine", "app", "towpath");

        assertThat(prepared.remedy()).isEqualTo("ROLLBACK PREPARED 'it''s mine'");
        assertThat(prepared.who()).contains("it's mine", "role=app");
    }

    @Test
    void health_names_who_it_is_and_stays_ready() {
        var health = new StallHealth(stalled);
        assertThat(health.call().getData()).isEmpty();
        look(session(7), Duration.ZERO);
        look(session(7), SECOND.multipliedBy(4));

        var response = health.call();

        assertThat(response.getStatus().name()).isEqualTo("UP");
        assertThat(response.getData().orElseThrow())
                .containsEntry("stalled_seconds", 4L)
                .containsEntry("remedy", "SELECT pg_terminate_backend(4711)");
    }

    private void look(OpenWriter found, Duration later) {
        clock.now = clock.now.plus(later);
        stalled.seen(Optional.of(found));
    }

    private double gauge() {
        return metrics.get("towpath.readers.stalled").gauge().value();
    }

    private static OpenWriter session(long transaction) {
        return new OpenWriter.Session(transaction, 4711, "app", "batch", "towpath", "idle in transaction");
    }

    private static final class SteppedClock extends Clock {
        private Instant now = Instant.parse("2026-03-06T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
