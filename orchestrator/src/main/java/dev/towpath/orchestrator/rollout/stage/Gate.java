package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.GatePoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A gate that a rollout has reached, with all that its conditions are judged by.
 *
 * @param opensAt when the clock is over
 * @param planHash the plan whose approvals count
 * @param approvals of this gate by distinct people other than the author, oldest first
 */
public record Gate(
        GatePoint point,
        Instant reachedAt,
        int approvalsRequired,
        Clock clock,
        Instant opensAt,
        String planHash,
        List<Approval> approvals) {
    public Gate {
        approvals = List.copyOf(approvals);
    }

    /** The same gate with one more approval. */
    public Gate with(Approval approval) {
        List<Approval> more = new ArrayList<>(approvals);
        more.add(approval);
        return new Gate(point, reachedAt, approvalsRequired, clock, opensAt, planHash, more);
    }

    /** Enough people approved; always met where none is required. */
    Condition approved() {
        List<Approval> counted = approvals.stream()
                .filter(approval ->
                        approval.gate() == point && approval.planHash().equals(planHash))
                .toList();
        String names = counted.stream().map(Approval::actor).collect(Collectors.joining(", "));
        int missing = approvalsRequired - counted.size();
        String detail = missing <= 0
                ? "Approved by " + names + " for plan " + planHash + "."
                : counted.size() + " of " + approvalsRequired + " approvals"
                        + (names.isEmpty() ? "." : ", by " + names + ".");
        return new Condition("approvals", missing <= 0, reachedAt, detail);
    }

    /** The clock is over at {@code now}. */
    Condition soaked(Instant now) {
        boolean over = !now.isBefore(opensAt);
        String detail = over
                ? "Clock " + clock.name() + " ended at " + opensAt + "."
                : "Clock " + clock.name() + " ends at " + opensAt + ".";
        return new Condition(clock.name(), over, reachedAt, detail);
    }
}
