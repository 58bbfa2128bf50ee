package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.orchestrator.rollout.stage.ActorName;
import dev.towpath.orchestrator.rollout.stage.Approval;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.List;

/**
 * Whether an approval counts: for the gate that the rollout waits at now, once per person, never from the author, not
 * from who rejects the gate, and bound to the plan that is frozen. A pause does not keep anybody from approving; it keeps
 * the gate from opening.
 */
final class Approving {
    private Approving() {}

    static Decision<RolloutEvent> decide(Submitted state, GatePoint point, Asked asked) {
        String author = state.opened().author();
        if (ActorName.same(author, asked.actor())) {
            return RolloutDecider.reject(new GateRejection.ApprovalByAuthor(author));
        }
        if (state instanceof Underway underway
                && underway.course().gates().opened(point)
                && has(underway, underway.course().gates().approvalsOf(point), asked)) {
            return already(point, asked);
        }
        return MeantGate.ask(state, point, (underway, gate) -> at(underway, gate, asked));
    }

    private static Decision<RolloutEvent> at(Underway underway, Gate gate, Asked asked) {
        if (gate.said().objectionOf(asked.actor()).isPresent()) {
            return RolloutDecider.reject(new GateRejection.RejectionStands(gate.point(), asked.actor()));
        }
        List<Approval> counted = gate.said().approvals().stream()
                .filter(approval -> !gate.expired(asked.now()).contains(approval))
                .toList();
        return has(underway, counted, asked)
                ? already(gate.point(), asked)
                : RolloutDecider.accept(
                        underway,
                        new StageApproved(gate.point(), underway.course().plan().hash()),
                        asked);
    }

    private static boolean has(Underway underway, List<Approval> approvals, Asked asked) {
        String hash = underway.course().plan().hash();
        return approvals.stream()
                .filter(approval -> approval.planHash().equals(hash))
                .anyMatch(approval -> ActorName.same(approval.actor(), asked.actor()));
    }

    private static Decision<RolloutEvent> already(GatePoint point, Asked asked) {
        return RolloutDecider.done(asked.actor() + " has approved gate " + point.wireName() + " already.");
    }
}
