package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.orchestrator.rollout.stage.ActorName;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;

/**
 * Whether an approval counts: for the gate that the rollout waits at now, once per person, never from the author, and
 * bound to the plan that is frozen. A pause does not keep anybody from approving; it keeps the gate from opening.
 */
final class Approving {
    private Approving() {}

    static Decision<RolloutEvent> decide(Submitted state, GatePoint gate, Asked asked) {
        String author = state.opened().author();
        if (ActorName.same(author, asked.actor())) {
            return RolloutDecider.reject(new Rejection.ApprovalByAuthor(author));
        }
        if (state instanceof RollingBack back) {
            return RolloutDecider.reject(
                    new Rejection.RolloutIsRollingBack(back.opened().id()));
        }
        if (!(state instanceof Underway underway)) {
            return RolloutDecider.reject(new Rejection.StageNotReached(gate));
        }
        if (hasApproved(underway, gate, asked.actor())) {
            return RolloutDecider.done(asked.actor() + " has approved gate " + gate.wireName() + " already.");
        }
        if (underway.course().opened(gate)) {
            return RolloutDecider.reject(new Rejection.StageAlreadyEntered(gate));
        }
        return waitsAt(underway, gate)
                ? RolloutDecider.accept(
                        state, new StageApproved(gate, underway.course().plan().hash()), asked)
                : RolloutDecider.reject(new Rejection.StageNotReached(gate));
    }

    private static boolean hasApproved(Underway underway, GatePoint gate, String actor) {
        String hash = underway.course().plan().hash();
        return underway.course().approvalsOf(gate).stream()
                .filter(approval -> approval.planHash().equals(hash))
                .anyMatch(approval -> ActorName.same(approval.actor(), actor));
    }

    private static boolean waitsAt(Underway underway, GatePoint gate) {
        return underway.at() instanceof AtGate(var reached) && reached.point() == gate;
    }
}
