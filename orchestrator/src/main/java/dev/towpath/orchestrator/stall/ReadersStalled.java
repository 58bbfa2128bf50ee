package dev.towpath.orchestrator.stall;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * For how long readers of the log have waited for the same transaction, as this process sees it. Longer than {@link
 * #PATIENCE} is a stall: it is logged once when it begins, with who it is and what ends it, and once when it is over.
 * The time counts from the first look that found the transaction writing, since a session's own begin says nothing of
 * when it began to write.
 */
@Singleton
final class ReadersStalled {
    /** Appends take milliseconds, a batch of read models at most some hundred. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(ReadersStalled.class);

    /** Who readers wait for, since when they were seen to, and whether that was said. */
    private record Wait(OpenWriter writer, Instant since, boolean reported) {}

    private final Clock clock;
    private volatile Optional<Wait> wait = Optional.empty();

    ReadersStalled(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        Gauge.builder("towpath.readers.stalled", this, ReadersStalled::seconds)
                .baseUnit("seconds")
                .description("How long readers of the log have waited for one open transaction; 0 below 3 s")
                .register(metrics);
    }

    /** What one look found. */
    void seen(Optional<OpenWriter> found) {
        Instant now = clock.instant();
        Optional<Wait> before = wait;
        Optional<Wait> goesOn = before.filter(known -> found.filter(
                        writer -> writer.transaction() == known.writer().transaction())
                .isPresent());
        if (before.isPresent() && goesOn.isEmpty() && before.get().reported()) {
            LOG.infof(
                    "readers of the log go on: %s has ended",
                    before.get().writer().who());
        }
        wait = found.map(writer -> report(
                goesOn.map(known -> new Wait(writer, known.since(), known.reported()))
                        .orElseGet(() -> new Wait(writer, now, false)),
                now));
    }

    private static Wait report(Wait wait, Instant now) {
        if (wait.reported() || Duration.between(wait.since(), now).compareTo(PATIENCE) < 0) {
            return wait;
        }
        OpenWriter writer = wait.writer();
        LOG.warnf(
                "readers of the log stand still: a transaction is open since %s: %s; nothing that was committed since is"
                        + " sent or shown. If nobody needs it, end it by: %s (runbook readers-stalled)",
                wait.since(), writer.who(), writer.remedy());
        return new Wait(writer, wait.since(), true);
    }

    /** Who stalls the readers; empty as long as it is bearable. */
    Optional<OpenWriter> by() {
        return seconds() > 0 ? wait.map(Wait::writer) : Optional.empty();
    }

    /** 0 as long as it is bearable. */
    double seconds() {
        return wait.map(now -> Duration.between(now.since(), clock.instant()))
                .filter(waited -> waited.compareTo(PATIENCE) >= 0)
                .map(waited -> waited.toMillis() / 1_000.0)
                .orElse(0.0);
    }
}
