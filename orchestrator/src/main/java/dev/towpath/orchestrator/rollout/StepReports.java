package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
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
        return onAttempt(state, outcome.stepId(), outcome.attempt(), at -> RolloutDecider.accept(state, event, asked));
    }

    static Decision<RolloutEvent> failed(Submitted state, StepFailed outcome, Asked asked) {
        StepId step = outcome.stepId();
        Failure failure = outcome.failure();
        RolloutEvent event =
                switch (failure.kind()) {
                    case REFUSED, TRANSIENT, BROKEN -> new RolloutEvent.StepFailed(step, outcome.attempt(), failure);
                    case IN_DOUBT -> new StepInDoubt(step, outcome.attempt(), failure);
                };
        return onAttempt(state, step, outcome.attempt(), at -> RolloutDecider.accept(state, event, asked));
    }

    static Decision<RolloutEvent> blocked(Submitted state, StepBlocked outcome, Asked asked) {
        RolloutEvent event =
                new StepBlockedByLock(outcome.stepId(), outcome.attempt(), outcome.blocker(), outcome.attempts());
        return onAttempt(
                state,
                outcome.stepId(),
                outcome.attempt(),
                at -> at.blocker().name().equals(outcome.blocker())
                        ? RolloutDecider.done("The blocker is the same.")
                        : RolloutDecider.accept(state, event, asked));
    }

    private static Decision<RolloutEvent> onAttempt(
            Submitted state, StepId step, int attempt, Function<AtStep, Decision<RolloutEvent>> current) {
        if (!(state instanceof Underway underway)) {
            return unexpected(step, attempt);
        }
        if (underway.course().done().contains(step)) {
            return RolloutDecider.done("Step " + step + " is completed already.");
        }
        return switch (underway.at()) {
            case AtStep at when at.step().id().equals(step) && at.attempt() == attempt -> current.apply(at);
            case AtStep at when at.step().id().equals(step) && at.attempt() > attempt -> outdated(step, attempt);
            case Stopped at when at.step().id().equals(step) && at.attempt() >= attempt -> outdated(step, attempt);
            case AtStep at -> unexpected(step, attempt);
            case Stopped at -> unexpected(step, attempt);
            case AtGate at -> unexpected(step, attempt);
            case Due due -> unexpected(step, attempt);
        };
    }

    private static Decision<RolloutEvent> outdated(StepId step, int attempt) {
        return RolloutDecider.done("Attempt " + attempt + " of step " + step + " has ended.");
    }

    private static Decision<RolloutEvent> unexpected(StepId step, int attempt) {
        return RolloutDecider.reject(
                new Rejection.OutcomeUnexpected("Attempt " + attempt + " of step " + step + " was never requested."));
    }
}
