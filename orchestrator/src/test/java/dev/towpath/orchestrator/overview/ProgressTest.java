package dev.towpath.orchestrator.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Progress RUNNING =
            Progress.of(new RolloutView.Progress(2, 8, "backfill.1.copy", "Copies", 1, 0));

    @Test
    void the_end_is_expected_at_the_rate_of_the_last_report() {
        Progress progress = RUNNING.with(report(250, 1_000, 50), History.START);

        assertThat(progress.rowsDone()).isEqualTo(250);
        assertThat(progress.eta()).isEqualTo(History.START.plusSeconds(15));
    }

    @Test
    void nothing_is_said_of_the_end_while_nothing_moves_or_the_estimate_is_passed() {
        assertThat(RUNNING.with(report(250, 1_000, 0), History.START).eta()).isNull();
        assertThat(RUNNING.with(report(1_001, 1_000, 50), History.START).eta()).isNull();
    }

    private static BackfillProgress report(long done, long estimated, double perSecond) {
        return new BackfillProgress(History.rollout(1), new StepId("backfill.1.copy"), done, estimated, perSecond, 100);
    }
}
