package dev.towpath.contracts.revisions;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a revision meets that wants to join a graph, perhaps again.
 *
 * <p>A revision whose rollout came to nothing is known, but has a place only as long as something that is live stands on
 * it: it is no head, and its labels are free.
 */
public final class Joining {
    private final RevisionGraph known;
    private final RevisionGraph standing;

    private Joining(RevisionGraph known, RevisionGraph standing) {
        this.known = known;
        this.standing = standing;
    }

    /** {@code live}: those of {@code known} that have not come to nothing. */
    public static Joining of(RevisionGraph known, Set<Revision> live) {
        return new Joining(known, known.upTo(live));
    }

    /** Where everything that is known is live. */
    public static Joining of(RevisionGraph graph) {
        return new Joining(graph, graph);
    }

    /** What has a place now. */
    public RevisionGraph standing() {
        return standing;
    }

    /** {@code node} with the revision in place of each label that {@code depends_on} names. */
    public RevisionNode resolved(RevisionNode node) {
        BranchLabels labels = BranchLabels.of(standing);
        Lineage lineage = node.lineage();
        return new RevisionNode(
                node.revision(),
                new Lineage(
                        lineage.downRevision(),
                        lineage.dependsOn().stream()
                                .map(dependency -> resolved(dependency, labels))
                                .distinct()
                                .collect(Collectors.toList()),
                        lineage.branchLabels(),
                        lineage.newHead()));
    }

    private Dependency resolved(Dependency dependency, BranchLabels labels) {
        return known.has(dependency.revision())
                ? dependency
                : labels.carrier(dependency.revision().value())
                        .map(carrier -> new Dependency(carrier, dependency.stage()))
                        .orElse(dependency);
    }

    /** The first thing that is wrong with it; {@code node} is {@link #resolved}. */
    public Optional<GraphFault> fault(RevisionNode node) {
        return unknown(node)
                .or(() -> cycle(node))
                .or(() -> labelTaken(node))
                .or(() -> node.lineage().newHead() ? Optional.empty() : anotherHead(node));
    }

    private Optional<GraphFault> unknown(RevisionNode node) {
        for (Revision parent : node.lineage().downRevision()) {
            if (isUnknown(parent, node)) {
                return Optional.of(new GraphFault.Unknown("down_revision", parent));
            }
        }
        for (Dependency dependency : node.lineage().dependsOn()) {
            if (isUnknown(dependency.revision(), node)) {
                return Optional.of(new GraphFault.Unknown("depends_on", dependency.revision()));
            }
        }
        return Optional.empty();
    }

    private boolean isUnknown(Revision named, RevisionNode node) {
        return !known.has(named) && !named.equals(node.revision());
    }

    private Optional<GraphFault> cycle(RevisionNode node) {
        return Optional.of(known.with(node).cycle())
                .filter(path -> !path.isEmpty())
                .map(GraphFault.Cycle::new);
    }

    private Optional<GraphFault> labelTaken(RevisionNode node) {
        BranchLabels labels = BranchLabels.of(standing);
        Optional<Revision> asLabel = labels.carrier(node.revision().value());
        if (asLabel.isPresent()) {
            return Optional.of(new GraphFault.LabelTaken(node.revision().value(), asLabel.get()));
        }
        for (String label : node.lineage().branchLabels()) {
            Revision asName = new Revision(label);
            Optional<Revision> holder = known.has(asName) || asName.equals(node.revision())
                    ? Optional.of(asName)
                    : labels.carrier(label).filter(carrier -> !carrier.equals(node.revision()));
            if (holder.isPresent()) {
                return Optional.of(new GraphFault.LabelTaken(label, holder.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<GraphFault> anotherHead(RevisionNode node) {
        int before = standing.heads().size();
        int after = standing.with(node).heads().size();
        return before > 0 && after > before
                ? Optional.of(new GraphFault.AnotherHead(node.revision(), standing.heads()))
                : Optional.empty();
    }
}
