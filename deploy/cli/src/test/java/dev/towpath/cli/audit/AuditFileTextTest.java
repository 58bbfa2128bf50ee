package dev.towpath.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.audit.AuditFile;
import dev.towpath.contracts.audit.AuditSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditFileTextTest {
    private static final Instant TIME = Instant.parse("2026-03-06T09:00:00Z");

    @Test
    void a_comparison_says_once_what_it_found_and_a_lock_how_often_it_was_tried_for() {
        AuditSummary summary = new AuditSummary(
                "me@example.org",
                TIME,
                "claims",
                "completed",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(attempt(1, ""), attempt(7, "7 batches")),
                List.of(
                        new AuditSummary.Comparison(8, TIME, "backfill.2.verify", 1, true, 10, "no row differs"),
                        new AuditSummary.Comparison(9, TIME, "cutover.1.verify", 1, false, 0, "RowsDiffer")));

        assertThat(AuditFileText.lines(new AuditFile(AuditFile.FORMAT, "shop.a", summary, List.of(), List.of())))
                .contains(
                        "lock      2026-03-06T09:00:00Z expand.1.add attempt 1 completed: SHARE on public.t, tried once,"
                                + " waited 0 ms",
                        "lock      2026-03-06T09:00:00Z expand.1.add attempt 1 completed: SHARE on public.t, tried 7"
                                + " times, waited 0 ms; 7 batches",
                        "compared  2026-03-06T09:00:00Z backfill.2.verify: passed; no row differs",
                        "compared  2026-03-06T09:00:00Z cutover.1.verify: not passed; RowsDiffer");
    }

    private static AuditSummary.Attempt attempt(int tries, String detail) {
        return new AuditSummary.Attempt(
                5,
                TIME,
                "expand.1.add",
                1,
                "completed",
                "SHARE on public.t",
                tries,
                Duration.ZERO,
                Duration.ofSeconds(1),
                detail);
    }
}
