package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.DoubtResolved;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.orchestrator.rollout.state.Lost;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.util.Optional;

/**
 * What a person decides where receipt and catalog can't tell. A comparison of rows is nobody's to decide: it can only be
 * run again. A pause does not keep anybody from deciding; what follows from it waits until it is over.
 */
final class Resolving {
    private Resolving() {}

    static Decision<RolloutEvent> decide(Submitted state, boolean tookEffect, Asked asked) {
        Optional<Lost> lost = state.opened().lost();
        if (lost.isPresent()) {
            return Losing.decide(state, lost.get(), tookEffect, asked);
        }
        if (!(state instanceof InMotion moving && moving.at() instanceof Stopped stopped && stopped.inDoubt())) {
            return RolloutDecider.reject(
                    new RolloutRejection.NothingInDoubt(state.opened().id(), StateName.of(state)));
        }
        if (tookEffect && stopped.step() instanceof VerifyStep) {
            return RolloutDecider.reject(
                    new RolloutRejection.VerificationNotDecidable(stopped.step().id()));
        }
        return RolloutDecider.accept(
                state, new DoubtResolved(stopped.step().id(), stopped.attempt(), tookEffect), asked);
    }
}
