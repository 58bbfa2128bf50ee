package dev.towpath.orchestrator.rollout.view;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.stage.Objection;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.PlanAsk;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.Retreat;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one sentence that tells an operator what may be done now. */
final class MayDo {
    private static final String WAIT = "Wait, or pause.";

    private MayDo() {}

    static String of(Submitted state) {
        return switch (state) {
            case Planning(var opened, PlanAsk.HeldBack held) ->
                opened.paused()
                        ? resume(opened) + ", or roll it back."
                        : "See to what comes first, pause, or roll back.";
            case Planning(var opened, var ask)
            when opened.paused() -> resume(opened) + "; the plan may be made meanwhile. Or roll it back.";
            case Planning planning -> "Wait for the plan, pause, or roll back.";
            case Unplannable end
            when end.failure().rule().equals(ReportLedger.STORE_WENT_BACK) ->
                "Take out of the database by hand what was done there before the store was put back; then submit the"
                        + " revision again.";
            case Unplannable end -> "Mend what the failure names and submit the revision again; nothing was changed.";
            case Completed end -> "Nothing; it is over.";
            case Aborting aborting -> "Wait for the end of the step; then it is aborted.";
            case Aborted end -> afterAbort(end);
            case RolledBack end -> "Submit the revision again, if it is still wanted; nothing of it is left.";
            case InMotion moving when isLost(moving) -> afterLoss(moving);
            case Underway underway ->
                forward(underway) + reopening(underway) + (underway.reversible() ? " Or roll it back." : "");
            case RollingBack back when back.opened().paused() -> resume(back.opened()) + ", which goes on taking back.";
            case RollingBack back -> back(back);
        };
    }

    /** A pause is shown first: whoever holds it has to let it go anyway. */
    private static boolean isLost(InMotion moving) {
        return moving.opened().lost().isPresent() && !moving.opened().paused();
    }

    private static String afterLoss(InMotion moving) {
        return "Find out what was restored, and look at what the steps made. " + unlessGone(moving)
                + ", resolve the doubt with took_effect: true; or abort it with leave_in_place: true.";
    }

    private static String unlessGone(InMotion moving) {
        if (!(moving instanceof Underway underway)) {
            return "If nothing is there again that was taken back";
        }
        return underway.reversible()
                ? "Roll it back and submit it again; or, if their effect is there all the same"
                : "If their effect is there all the same";
    }

    private static String forward(Underway underway) {
        if (underway.opened().paused()) {
            return resume(underway.opened())
                    + (underway.opened().withheld() ? ", and start it." : ", which starts what is due.");
        }
        if (underway.opened().withheld()) {
            return "Read the plan, then start it.";
        }
        return switch (underway.at()) {
            case Position.AtGate(var gate) -> atGate(underway, gate);
            case Position.Stopped(var step, var attempt, var since, var failure) -> afterFailure(step, failure);
            case Position.Due due -> onServices(underway.opened());
            case Position.Allowed allowed -> onServices(underway.opened());
            case Position.Cleared cleared -> WAIT;
            case Position.Queued queued -> WAIT;
            case Position.AtStep step -> WAIT;
            case Position.Withdrawing step -> WAIT;
        };
    }

    private static String reopening(Underway underway) {
        return Arrays.stream(GatePoint.values())
                .filter(gate -> new Retreat(underway, gate).isPossible())
                .map(gate -> " Or reopen gate " + gate.wireName() + ", which takes services back before it.")
                .collect(Collectors.joining());
    }

    /** Who has to let it go on: itself, its database, or both. */
    private static String resume(Opened opened) {
        String database = "database " + opened.database();
        if (opened.pause().ofDatabase().isEmpty()) {
            return "Resume it";
        }
        return opened.pause().own().isEmpty() ? "Resume " + database : "Resume it and " + database;
    }

    private static String back(RollingBack back) {
        return switch (back.at()) {
            case Position.Stopped(var step, var attempt, var since, var failure) -> afterFailure(step, failure);
            case Position.Due due -> onServices(back.opened());
            case Position.Allowed allowed -> onServices(back.opened());
            case Position.Cleared cleared -> WAIT;
            case Position.AtStep step -> WAIT;
            case Position.AtGate gate -> WAIT;
            case Position.Queued queued -> WAIT;
            case Position.Withdrawing step -> WAIT;
        };
    }

    private static String atGate(Underway underway, Gate gate) {
        String warning = warning(underway.course(), gate);
        if (gate.isFrozen(underway.opened().changedAt())) {
            return "Wait for the end of the freeze of database "
                    + underway.opened().database() + ", lift it, or pause." + warning;
        }
        if (!gate.said().objections().isEmpty()) {
            return "Settle why " + names(gate.said().objections()) + " rejected gate "
                    + gate.point().wireName() + "; nobody else can withdraw that. Or pause." + warning;
        }
        if (gate.said().skip().isEmpty()
                && gate.said().approvals().size() < gate.demand().approvals()) {
            return "Approve gate " + gate.point().wireName() + " (anybody but "
                    + underway.opened().author() + "), or pause." + warning;
        }
        return underway.opened().missing().isNothing()
                ? gate.nextChange(underway.opened().changedAt())
                                .map(time -> "Wait until " + time + ", or pause.")
                                .orElse(WAIT)
                        + warning
                : onServices(underway.opened()) + warning;
    }

    private static String names(List<Objection> objections) {
        return objections.stream().map(Objection::actor).collect(Collectors.joining(", "));
    }

    private static String afterAbort(Aborted end) {
        if (end.leftovers().isEmpty()) {
            return "Submit the revision again, if it is still wanted; nothing of it was left.";
        }
        String phase = end.opened().phase().compareTo(Phase.OLD) > 0
                ? "Services still see phase "
                        + end.opened().phase().name().toLowerCase(Locale.ROOT)
                        + ", which what is left bears: mind them first. "
                : "";
        return phase
                + "Remove what is left by the undo statements of the plan, newest step first; then the revision may be"
                + " submitted again.";
    }

    private static String onServices(Opened opened) {
        return opened.missing().isNothing() ? WAIT : "See to the services that are missing, or pause.";
    }

    private static String warning(Course course, Gate gate) {
        return course.current().stream()
                        .flatMap(planned -> planned.steps().stream())
                        .filter(step -> step.gate() == gate.point())
                        .anyMatch(step -> step.id().equals(course.plan().pointOfNoReturn()))
                ? " Behind this gate lies the point of no return."
                : "";
    }

    private static String afterFailure(Step step, Failure failure) {
        return switch (failure.kind()) {
            case REFUSED, BROKEN -> "Mend what the failure names, then retry step " + step.id() + ".";
            case TRANSIENT -> "Retry step " + step.id() + ".";
            case IN_DOUBT ->
                "Compare both readings with the database, then retry step " + step.id()
                        + ", which looks before it acts, or resolve the doubt yourself.";
        };
    }
}
