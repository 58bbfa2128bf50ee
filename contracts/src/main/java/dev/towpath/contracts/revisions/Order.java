package dev.towpath.contracts.revisions;

import dev.towpath.contracts.Revision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A topological order (A. B. Kahn, "Topological sorting of large networks", 1962) in which ties go by the given order.
 *
 * @param revisions those that can be put in order
 * @param stuck those that can't: they are on a cycle or come after one; in given order
 */
record Order(List<Revision> revisions, Set<Revision> stuck) {
    static Order of(List<RevisionNode> given) {
        Set<Revision> known = given.stream().map(RevisionNode::revision).collect(Collectors.toSet());
        Map<Revision, List<Integer>> successors = new HashMap<>();
        int[] missing = new int[given.size()];
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            Set<Revision> before = given.get(i).predecessors();
            before.retainAll(known);
            missing[i] = before.size();
            for (Revision predecessor : before) {
                successors
                        .computeIfAbsent(predecessor, first -> new ArrayList<>())
                        .add(i);
            }
            if (before.isEmpty()) {
                free.add(i);
            }
        }
        List<Revision> ordered = new ArrayList<>();
        while (!free.isEmpty()) {
            Revision next = given.get(free.remove()).revision();
            ordered.add(next);
            for (int successor : successors.getOrDefault(next, List.of())) {
                if (--missing[successor] == 0) {
                    free.add(successor);
                }
            }
        }
        Set<Revision> stuck =
                given.stream().map(RevisionNode::revision).collect(Collectors.toCollection(LinkedHashSet::new));
        ordered.forEach(stuck::remove);
        return new Order(List.copyOf(ordered), stuck);
    }
}
