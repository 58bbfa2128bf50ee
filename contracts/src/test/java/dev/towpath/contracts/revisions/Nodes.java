package dev.towpath.contracts.revisions;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Graphs as tests write them down. */
final class Nodes {
    private Nodes() {}

    /** {@code "c < a b : d ! label"}: c follows a and b, depends on d, and carries a label. */
    static RevisionNode node(String text) {
        String[] labels = text.split("!", -1);
        String[] dependencies = labels[0].split(":", -1);
        String[] parents = dependencies[0].split("<", -1);
        return new RevisionNode(
                new Revision(parents[0].strip()),
                new Lineage(
                        revisions(parents.length > 1 ? parents[1] : ""),
                        revisions(dependencies.length > 1 ? dependencies[1] : "").stream()
                                .map(revision -> new Dependency(revision, Optional.empty()))
                                .collect(Collectors.toList()),
                        words(labels.length > 1 ? labels[1] : ""),
                        false));
    }

    static RevisionGraph graph(String... nodes) {
        return RevisionGraph.of(Arrays.stream(nodes).map(Nodes::node).collect(Collectors.toList()));
    }

    static List<Revision> revisions(String names) {
        return words(names).stream().map(Revision::new).collect(Collectors.toList());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split(" +", -1))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toList());
    }
}
