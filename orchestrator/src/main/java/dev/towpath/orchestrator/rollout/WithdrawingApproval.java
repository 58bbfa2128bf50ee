package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.ApprovalWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.RejectionWithdrawn;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;

/** Whether somebody has a word at the gate that they can take back: their own, and only while the gate is closed. */
final class WithdrawingApproval {
    private WithdrawingApproval() {}

    static Decision<RolloutEvent> decide(Submitted state, GatePoint point, Asked asked) {
        return MeantGate.ask(state, point, (underway, gate) -> at(underway, gate, asked));
    }

    private static Decision<RolloutEvent> at(Underway underway, Gate gate, Asked asked) {
        if (gate.said().objectionOf(asked.actor()).isPresent()) {
            return RolloutDecider.accept(underway, new RejectionWithdrawn(gate.point()), asked);
        }
        return gate.said().approvalOf(asked.actor()).isPresent()
                ? RolloutDecider.accept(underway, new ApprovalWithdrawn(gate.point()), asked)
                : RolloutDecider.done("Nothing that " + asked.actor() + " said stands at gate "
                        + gate.point().wireName() + ".");
    }
}
