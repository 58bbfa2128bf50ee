package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepAskedAfter;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.event.RolloutEvent.StepRetryAllowed;
import dev.towpath.orchestrator.rollout.state.Position.Allowed;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.Position.Cleared;
import dev.towpath.orchestrator.rollout.state.Position.Due;
import dev.towpath.orchestrator.rollout.state.Position.Queued;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.Position.Withdrawing;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.util.Optional;

/**
 * Somebody wants a step to go on. One that ended without success is begun again. Of one that is with the agent the agent is
 * asked what became of it: the attempt stays the same, so that a step which does run is neither begun twice nor given up,
 * and one whose end was never heard is ended by what the ledger proves.
 *
 * <p>On the way back something newer may have been learned of, which a store that was put back had forgotten: it is taken
 * back first, and the step that ended when its turn comes.
 */
final class Retrying {
    private Retrying() {}

    static Decision<RolloutEvent> decide(Submitted state, Asked asked) {
        Optional<Rejection> lost = Losing.against(state, asked);
        if (lost.isPresent()) {
            return RolloutDecider.reject(lost.get());
        }
        return state instanceof InMotion moving ? moving(moving, asked) : nothing(state);
    }

    private static Decision<RolloutEvent> moving(InMotion moving, Asked asked) {
        return switch (moving.at()) {
            case Stopped stopped -> again(moving, stopped, asked);
            case AtStep at -> ask(moving, at.step().id(), at.attempt(), asked);
            case Withdrawing at -> ask(moving, at.step().id(), at.attempt(), asked);
            case Allowed again ->
                RolloutDecider.done("Step " + again.step().id() + " is tried again as soon as the services bear it.");
            case Queued again ->
                RolloutDecider.done("Step " + again.step().id() + " is sent as soon as the database has room for it.");
            case Due due -> nothing(moving);
            case AtGate gate -> nothing(moving);
            case Cleared cleared -> nothing(moving);
        };
    }

    static Decision<RolloutEvent> ask(InMotion moving, StepId step, int attempt, Asked asked) {
        return RolloutDecider.accept(moving, new StepAskedAfter(step, attempt), asked);
    }

    private static Decision<RolloutEvent> again(InMotion moving, Stopped stopped, Asked asked) {
        Optional<Rejection> held = Holding.against(moving, asked);
        if (held.isPresent()) {
            return RolloutDecider.reject(held.get());
        }
        StepId step = stopped.step().id();
        boolean isOvertaken = moving instanceof RollingBack back && WayBack.isOvertaken(back, stopped.step());
        boolean hasRoom = !(moving instanceof Underway underway) || new Room(underway, asked).isFor(stopped.step());
        return RolloutDecider.accept(
                moving,
                moving.isGuarded(stopped.step()) || !hasRoom || isOvertaken
                        ? new StepRetryAllowed(step, stopped.attempt())
                        : new StepRequested(step, stopped.attempt() + 1),
                asked);
    }

    private static Decision<RolloutEvent> nothing(Submitted state) {
        return RolloutDecider.reject(
                new RolloutRejection.NothingToRetry(state.opened().id(), StateName.of(state)));
    }
}
