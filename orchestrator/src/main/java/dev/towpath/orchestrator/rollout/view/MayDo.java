package dev.towpath.orchestrator.rollout.view;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;

/** The one sentence that tells an operator what may be done now. */
final class MayDo {
    private MayDo() {}

    static String of(Submitted state) {
        return switch (state) {
            case Planning(var opened) when opened.paused() -> "Resume it; the plan may be made meanwhile.";
            case Planning planning -> "Wait for the plan, or pause.";
            case Unplannable end -> "Mend what the failure names and submit the revision again; nothing was changed.";
            case Completed end -> "Nothing; it is over.";
            case Underway underway when underway.opened().paused() -> "Resume it, which starts what is due.";
            case Underway(var opened, var course, Position.AtGate(var gate)) -> atGate(opened, course, gate);
            case Underway(var opened, var course, Position.Stopped(var step, var attempt, var since, var failure)) ->
                afterFailure(step, failure);
            case Underway underway -> "Wait, or pause.";
        };
    }

    private static String atGate(Opened opened, Course course, Gate gate) {
        String warning = course.current().stream()
                        .flatMap(planned -> planned.steps().stream())
                        .filter(step -> step.gate() == gate.point())
                        .anyMatch(step -> step.id().equals(course.plan().pointOfNoReturn()))
                ? " Behind this gate lies the point of no return."
                : "";
        return gate.approvals().size() < gate.approvalsRequired()
                ? "Approve gate " + gate.point().wireName() + " (anybody but " + opened.author() + "), or pause."
                        + warning
                : "Wait until " + gate.opensAt() + ", or pause." + warning;
    }

    private static String afterFailure(Step step, Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, BROKEN -> "Mend what the failure names, then retry step " + step.id() + ".";
            case TRANSIENT -> "Retry step " + step.id() + ".";
            case IN_DOUBT ->
                "Compare both readings with the database, then retry step " + step.id()
                        + ", which looks before it acts.";
        };
    }
}
