package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.EvidenceExpired;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What an agent's report about a step changes. Only a report on the attempt that is with the agent counts. One on an
 * earlier attempt, on an attempt that has ended, or on a completed step was heard before or is out of date; one on a
 * step or attempt that was never requested is unexpected.
 */
final class StepReports {
    private StepReports() {}

    static Decision<RolloutEvent> succeeded(Submitted state, StepSucceeded outcome, Asked asked) {
        RolloutEvent event = new StepCompleted(
                outcome.stepId(),
                outcome.attempt(),
                outcome.alreadyApplied(),
                outcome.lockAttempts(),
                outcome.lockWait(),
                outcome.duration(),
                outcome.rows(),
                outcome.detail());
        return onAttempt(
                state, outcome.stepId(), outcome.attempt(), moving -> RolloutDecider.accept(state, event, asked));
    }

    /** Evidence that was too old is no failure: nothing changed, and the services are asked again. */
    static Decision<RolloutEvent> failed(Submitted state, StepFailed outcome, Asked asked) {
        StepId step = outcome.stepId();
        int attempt = outcome.attempt();
        Failure failure = outcome.failure();
        return onAttempt(state, step, attempt, moving -> {
            RolloutEvent event =
                    switch (failure.kind()) {
                        case REFUSED ->
                            failure.rule().equals(ExecuteStep.EVIDENCE_EXPIRED) && isGuarded(moving, step)
                                    ? new EvidenceExpired(step, attempt)
                                    : new RolloutEvent.StepFailed(step, attempt, failure);
                        case TRANSIENT, BROKEN -> new RolloutEvent.StepFailed(step, attempt, failure);
                        case IN_DOUBT -> new StepInDoubt(step, attempt, failure);
                    };
            List<RolloutEvent> events = new ArrayList<>(List.of(event));
            events.addAll(Losing.reported(moving, outcome));
            return RolloutDecider.accept(state, events, asked);
        });
    }

    /** A step that is being withdrawn waits for nothing any more that anybody would care for. */
    static Decision<RolloutEvent> blocked(Submitted state, StepBlocked outcome, Asked asked) {
        RolloutEvent event =
                new StepBlockedByLock(outcome.stepId(), outcome.attempt(), outcome.blocker(), outcome.attempts());
        return onAttempt(
                state,
                outcome.stepId(),
                outcome.attempt(),
                moving ->
                        moving.at() instanceof AtStep at && !at.blocker().name().equals(outcome.blocker())
                                ? RolloutDecider.accept(state, event, asked)
                                : RolloutDecider.done("Nothing new is said of the blocker."));
    }

    private static boolean isGuarded(InMotion moving, StepId step) {
        return moving.course().plan().step(step).filter(moving::isGuarded).isPresent();
    }

    private static Decision<RolloutEvent> onAttempt(
            Submitted state, StepId step, int attempt, Function<InMotion, Decision<RolloutEvent>> current) {
        if (!(state instanceof InMotion moving)) {
            return unexpected(step, attempt);
        }
        Steps steps = moving.course().steps();
        if (steps.done().contains(step)) {
            return RolloutDecider.done("Step " + step + " is completed already.");
        }
        if (attempt < 1 || attempt > steps.attempts().getOrDefault(step, 0)) {
            return unexpected(step, attempt);
        }
        return isWithAgent(moving.at(), step, attempt) ? current.apply(moving) : outdated(step, attempt);
    }

    private static boolean isWithAgent(Position position, StepId step, int attempt) {
        return switch (position) {
            case AtStep at -> at.step().id().equals(step) && at.attempt() == attempt;
            case Withdrawing at -> at.step().id().equals(step) && at.attempt() == attempt;
            case Due due -> false;
            case AtGate gate -> false;
            case Queued queued -> false;
            case Allowed allowed -> false;
            case Cleared cleared -> false;
            case Stopped stopped -> false;
        };
    }

    private static Decision<RolloutEvent> outdated(StepId step, int attempt) {
        return RolloutDecider.done("Attempt " + attempt + " of step " + step + " has ended.");
    }

    private static Decision<RolloutEvent> unexpected(StepId step, int attempt) {
        return RolloutDecider.reject(new RolloutRejection.OutcomeUnexpected(
                "Attempt " + attempt + " of step " + step + " was never requested."));
    }
}
