package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.GatePoint;
import dev.towpath.orchestrator.rollout.stage.ActorName;
import dev.towpath.orchestrator.rollout.stage.Approval;
import dev.towpath.orchestrator.rollout.stage.Skip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a rollout's gates so far, and what people said there.
 *
 * @param evidence of each gate that was opened
 * @param approvals of all gates, oldest first
 * @param skips of all gates, oldest first: marked for ever
 * @param reopened the gates that were opened, and are to be opened once more
 */
public record Gates(
        Map<GatePoint, List<String>> evidence, List<Approval> approvals, List<Skip> skips, Set<GatePoint> reopened) {
    static final Gates NONE_YET = new Gates(Map.of(), List.of(), List.of(), Set.of());

    public Gates {
        evidence = Map.copyOf(evidence);
        approvals = List.copyOf(approvals);
        skips = List.copyOf(skips);
        reopened = Set.copyOf(reopened);
    }

    public boolean opened(GatePoint gate) {
        return evidence.containsKey(gate);
    }

    public List<Approval> approvalsOf(GatePoint gate) {
        return approvals.stream().filter(approval -> approval.gate() == gate).toList();
    }

    Gates approved(Approval approval) {
        List<Approval> more = new ArrayList<>(approvals);
        more.add(approval);
        return new Gates(evidence, more, skips, reopened);
    }

    Gates skipped(Skip skip) {
        List<Skip> more = new ArrayList<>(skips);
        more.add(skip);
        return new Gates(evidence, approvals, more, reopened);
    }

    /** Without what {@code actor} approved at {@code gate}. */
    Gates withoutApproval(GatePoint gate, String actor) {
        List<Approval> others = approvals.stream()
                .filter(approval -> approval.gate() != gate || !ActorName.same(approval.actor(), actor))
                .toList();
        return new Gates(evidence, others, skips, reopened);
    }

    Gates opened(GatePoint gate, List<String> sentences) {
        Map<GatePoint, List<String>> more = new HashMap<>(evidence);
        more.put(gate, sentences);
        Set<GatePoint> fewer = new HashSet<>(reopened);
        fewer.remove(gate);
        return new Gates(more, approvals, skips, fewer);
    }

    /** As if {@code gate} and those behind it had not been opened yet, and nobody had approved them; skips stay. */
    Gates reopened(GatePoint gate) {
        Map<GatePoint, List<String>> before = new HashMap<>(evidence);
        before.keySet().removeIf(point -> point.compareTo(gate) >= 0);
        List<Approval> approvalsBefore = approvals.stream()
                .filter(approval -> approval.gate().compareTo(gate) < 0)
                .toList();
        return new Gates(before, approvalsBefore, skips, Set.of(gate));
    }
}
