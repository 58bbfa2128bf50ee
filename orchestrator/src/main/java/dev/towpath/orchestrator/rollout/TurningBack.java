package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.RollbackStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import dev.towpath.contracts.event.RolloutEvent.RolloutRolledBack;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.state.Back;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.util.List;
import java.util.Optional;

/**
 * Whether a rollout may be rolled back: from anywhere before the step after which undo is not complete was sent, and once.
 * It ends a pause; what was withdrawn is told to the agent before that.
 */
final class TurningBack {
    private TurningBack() {}

    static Decision<RolloutEvent> decide(Submitted state, Asked asked) {
        return switch (state) {
            case Planning nothingDone -> RolloutDecider.accept(state, List.of(new RolloutRolledBack()), asked);
            case Underway underway -> decide(underway, asked);
            case RollingBack back -> RolloutDecider.done(since(back.back()));
            case Aborting aborting ->
                RolloutDecider.reject(
                        new RolloutRejection.RolloutIsAborting(aborting.opened().id()));
            case Aborted end ->
                RolloutDecider.reject(
                        new RolloutRejection.RolloutIsFinal(end.opened().id(), StateName.ABORTED));
            case RolledBack end -> RolloutDecider.done("The rollout is rolled back.");
            case Completed end ->
                RolloutDecider.reject(new RolloutRejection.PastPointOfNoReturn(
                        end.opened().id(), end.course().plan().pointOfNoReturn()));
            case Unplannable end ->
                RolloutDecider.reject(
                        new RolloutRejection.RolloutIsFinal(end.opened().id(), StateName.FAILED));
        };
    }

    private static Decision<RolloutEvent> decide(Underway underway, Asked asked) {
        Course course = underway.course();
        if (!underway.reversible()) {
            return RolloutDecider.reject(new RolloutRejection.PastPointOfNoReturn(
                    underway.opened().id(), course.plan().pointOfNoReturn()));
        }
        Optional<Step> stuck = hasUndoSteps(course) ? Optional.empty() : toTakeBack(underway);
        if (stuck.isPresent()) {
            return RolloutDecider.reject(new RolloutRejection.PlanWithoutWayBack(
                    underway.opened().id(), stuck.get().id()));
        }
        return RolloutDecider.accept(
                underway,
                underway.opened().pause().own().isPresent()
                        ? List.of(new RollbackStarted(), new RolloutResumed())
                        : List.of(new RollbackStarted()),
                asked);
    }

    private static boolean hasUndoSteps(Course course) {
        return course.plan().stages().stream()
                .anyMatch(planned -> !planned.undo().isEmpty());
    }

    private static Optional<Step> toTakeBack(Underway underway) {
        return underway.course().plan().stages().stream()
                .flatMap(planned -> planned.steps().stream())
                .filter(step -> !step.undo().isBlank() && mayHaveActed(underway, step))
                .findFirst();
    }

    private static boolean mayHaveActed(Underway underway, Step step) {
        return underway.course().steps().touched().contains(step.id())
                || underway.at() instanceof AtStep at && at.step().id().equals(step.id());
    }

    private static String since(Back back) {
        return "The rollout rolls back since " + back.since() + ", asked for by " + back.by() + ".";
    }
}
