package dev.towpath.contracts.revisions;

import dev.towpath.contracts.Revision;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which branches the revisions of a graph belong to. As in Alembic a label belongs to the revision that carries it, to all
 * that follow it, and backwards to what leads up to it, until branches part or join.
 */
public final class BranchLabels {
    private final Map<String, Revision> carriers = new LinkedHashMap<>();
    private final Map<Revision, Set<String>> labels = new LinkedHashMap<>();

    private BranchLabels(RevisionGraph graph) {
        for (RevisionNode node : graph.nodes()) {
            for (String label : node.lineage().branchLabels()) {
                carriers.putIfAbsent(label, node.revision());
                put(node.revision(), label);
                graph.descendants(node.revision()).forEach(descendant -> put(descendant, label));
                backwards(graph, node, label);
            }
        }
    }

    public static BranchLabels of(RevisionGraph graph) {
        return new BranchLabels(graph);
    }

    /** The revision in whose file the label stands: what the label means where a revision is named. */
    public Optional<Revision> carrier(String label) {
        return Optional.ofNullable(carriers.get(label));
    }

    /** The labels of the branches that {@code revision} is on. */
    public List<String> of(Revision revision) {
        return List.copyOf(labels.getOrDefault(revision, Set.of()));
    }

    private void backwards(RevisionGraph graph, RevisionNode carrier, String label) {
        Optional<RevisionNode> at = Optional.of(carrier);
        while (at.isPresent() && leadsOnlyHere(graph, at.get())) {
            put(at.get().revision(), label);
            at = at.get().lineage().downRevision().stream().findFirst().flatMap(graph::node);
        }
    }

    private static boolean leadsOnlyHere(RevisionGraph graph, RevisionNode node) {
        return !node.isMerge() && graph.children(node.revision()).size() <= 1;
    }

    private void put(Revision revision, String label) {
        labels.computeIfAbsent(revision, first -> new LinkedHashSet<>()).add(label);
    }
}
