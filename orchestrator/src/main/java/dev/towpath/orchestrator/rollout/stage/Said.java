package dev.towpath.orchestrator.rollout.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people said at a gate since it was reached. Everybody has one word: who rejects no longer approves, and who
 * approves again does so anew.
 *
 * @param approvals oldest first
 * @param objections oldest first
 * @param skip of what people and time have not met; empty if nobody did
 */
public record Said(List<Approval> approvals, List<Objection> objections, Optional<Skip> skip) {
    static final Said NOTHING = new Said(List.of(), List.of(), Optional.empty());

    public Said {
        approvals = List.copyOf(approvals);
        objections = List.copyOf(objections);
    }

    public Optional<Approval> approvalOf(String actor) {
        return approvals.stream()
                .filter(approval -> ActorName.same(approval.actor(), actor))
                .findFirst();
    }

    public Optional<Objection> objectionOf(String actor) {
        return objections.stream()
                .filter(objection -> ActorName.same(objection.actor(), actor))
                .findFirst();
    }

    public Said approving(Approval approval) {
        List<Approval> more =
                new ArrayList<>(withoutApprovalOf(approval.actor()).approvals());
        more.add(approval);
        return new Said(more, objections, skip);
    }

    public Said objecting(Objection objection) {
        List<Objection> more = new ArrayList<>(objections);
        more.add(objection);
        return new Said(withoutApprovalOf(objection.actor()).approvals(), more, skip);
    }

    public Said withoutApprovalOf(String actor) {
        return new Said(
                approvals.stream()
                        .filter(approval -> !ActorName.same(approval.actor(), actor))
                        .toList(),
                objections,
                skip);
    }

    public Said withoutObjectionOf(String actor) {
        return new Said(
                approvals,
                objections.stream()
                        .filter(objection -> !ActorName.same(objection.actor(), actor))
                        .toList(),
                skip);
    }

    public Said skipping(Skip decided) {
        return new Said(approvals, objections, Optional.of(decided));
    }
}
