package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan is executed. The rows are what the agent last reported of the backfill that runs now; all four are null
 * otherwise, and until its first report.
 *
 * @param step the step that runs or stopped; empty if none does
 * @param attempt of that step; 0 if there is none
 * @param rowsEstimated an estimate of all rows; may be passed
 * @param eta when the backfill will be done at this rate; null while nothing can be said
 */
public record Progress(
        int stepsDone,
        int stepsTotal,
        String step,
        String title,
        int attempt,
        @Nullable Long rowsDone,
        @Nullable Long rowsEstimated,
        @Nullable Double rowsPerSecond,
        @Nullable Instant eta) {
    static Progress of(RolloutView.Progress view) {
        return new Progress(
                view.stepsDone(), view.stepsTotal(), view.step(), view.title(), view.attempt(), null, null, null, null);
    }

    Progress with(BackfillProgress report, Instant heard) {
        return new Progress(
                stepsDone,
                stepsTotal,
                step,
                title,
                attempt,
                report.rowsDone(),
                report.rowsEstimated(),
                report.rowsPerSecond(),
                eta(report, heard));
    }

    private static @Nullable Instant eta(BackfillProgress report, Instant heard) {
        long left = report.rowsEstimated() - report.rowsDone();
        if (left < 0 || report.rowsPerSecond() <= 0) {
            return null;
        }
        return heard.plus(Duration.ofSeconds(Math.round(Math.ceil(left / report.rowsPerSecond()))));
    }
}
