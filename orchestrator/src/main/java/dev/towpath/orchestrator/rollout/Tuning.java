package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.BackfillTuned;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.RolloutCommand.Tune;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.Tempo;
import java.util.List;

/** Whether a backfill may be tuned: as long as one lies ahead or runs. Nothing else follows from it. */
final class Tuning {
    private Tuning() {}

    static Decision<RolloutEvent> decide(Submitted state, Tune tune) {
        if (state instanceof RollingBack back) {
            return RolloutDecider.reject(
                    new RolloutRejection.RolloutIsRollingBack(back.opened().id()));
        }
        if (state instanceof InMotion moving && !hasBackfillAhead(moving.course())) {
            return RolloutDecider.reject(
                    new RolloutRejection.NothingToTune(moving.opened().id()));
        }
        Tempo tempo = state.opened().tempo().with(tune.batchDuration(), tune.pause());
        return tempo.equals(state.opened().tempo())
                ? RolloutDecider.done("The backfill is tuned like that.")
                : new Accepted<>(List.of(new BackfillTuned(tempo.batchDuration(), tempo.pause())));
    }

    private static boolean hasBackfillAhead(Course course) {
        return course.plan().stages().stream()
                .flatMap(planned -> planned.steps().stream())
                .anyMatch(step -> step instanceof BackfillStep && !course.done().contains(step.id()));
    }
}
