package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.RolloutId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order in which rollouts that are in each other's way take their turns: whoever follows or depends on another comes
 * after it, and among those who may come next the one that was submitted first does. Every rollout has its place, those
 * whose lineage runs in a circle by submission alone.
 */
final class GraphOrder {
    private GraphOrder() {}

    /** Who of {@code submitted}, in order of submission, comes before {@code me}, which is one of them. */
    static Set<RolloutId> before(Admission me, List<Admission> submitted) {
        List<Admission> left = new ArrayList<>(submitted);
        Set<RolloutId> before = new HashSet<>();
        while (!left.isEmpty()) {
            Admission next = next(left);
            if (next.id().equals(me.id())) {
                return before;
            }
            before.add(next.id());
            left.remove(next);
        }
        throw new IllegalArgumentException(me.id() + " was not submitted");
    }

    private static Admission next(List<Admission> left) {
        return left.stream()
                .filter(candidate -> left.stream().noneMatch(other -> candidate.names(other.revision())))
                .findFirst()
                .orElseGet(left::getFirst);
    }
}
