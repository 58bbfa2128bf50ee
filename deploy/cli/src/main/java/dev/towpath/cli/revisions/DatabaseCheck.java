package dev.towpath.cli.revisions;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.revisions.GraphFault;
import dev.towpath.contracts.revisions.Joining;
import dev.towpath.contracts.revisions.RevisionGraph;
import dev.towpath.contracts.revisions.RevisionNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The graph of one database as the files place its revisions: what the server would refuse, and why. For one check. */
final class DatabaseCheck {
    private final Map<Revision, PlacedFile> files = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();
    private final RevisionGraph graph;

    private DatabaseCheck(Collection<PlacedFile> placed, Collection<RevisionNode> known) {
        for (PlacedFile file : placed) {
            PlacedFile first = files.putIfAbsent(file.revision(), file);
            if (first != null) {
                findings.add(Finding.at(
                        file, "revision", file.revision() + " is the revision of " + first.file() + ", too"));
            }
        }
        RevisionGraph asWritten = RevisionGraph.of(known);
        for (PlacedFile file : files.values()) {
            asWritten = asWritten.with(file.node());
        }
        Joining labels = Joining.of(asWritten);
        graph = RevisionGraph.of(
                asWritten.nodes().stream().map(labels::resolved).toList());
    }

    /** {@code known}: revisions that the database has without a file. */
    static DatabaseCheck of(Collection<PlacedFile> placed, Collection<RevisionNode> known) {
        DatabaseCheck check = new DatabaseCheck(placed, known);
        List<Revision> cycle = check.graph.cycle();
        if (cycle.isEmpty()) {
            check.join();
            if (check.findings.isEmpty()) {
                check.heads();
            }
        } else {
            check.cycle(cycle);
        }
        return check;
    }

    List<Finding> findings() {
        return findings;
    }

    /** What is no fault of the whole, but will be refused on the way there. */
    List<Finding> notes() {
        return notes;
    }

    RevisionGraph graph() {
        return graph;
    }

    private void cycle(List<Revision> cycle) {
        find(
                cycle.get(0),
                "down_revision",
                "comes before itself: " + joined(cycle, ", then ") + ", then " + cycle.get(0) + " again");
    }

    /** One after the other, as they would be submitted. */
    private void join() {
        RevisionGraph joined = RevisionGraph.of(List.of());
        for (Revision next : graph.order()) {
            RevisionNode node = graph.node(next).orElseThrow();
            if (files.containsKey(next)) {
                Joining.of(joined).fault(node).ifPresent(fault -> refused(next, fault));
            }
            joined = joined.with(node);
        }
    }

    private void refused(Revision revision, GraphFault fault) {
        switch (fault) {
            case GraphFault.Unknown(var key, var named) ->
                find(revision, key, named + " is neither in these files nor named by --known");
            case GraphFault.LabelTaken(var label, var holder) ->
                find(revision, "branch_labels", label + " is taken by " + holder + file(holder));
            case GraphFault.Cycle(var path) -> cycle(path);
            case GraphFault.AnotherHead(var added, var heads) -> another(added, heads);
        }
    }

    /** On the way to one head in the end the server sees two all the same. */
    private void another(Revision added, List<Revision> heads) {
        if (graph.heads().size() == 1) {
            notes.add(Finding.at(
                    fileOf(added),
                    "new_head",
                    added + " is a head beside " + joined(heads, ", ")
                            + " until they are merged; the server takes it only with new_head: true"));
        }
    }

    private void heads() {
        List<Revision> unmeant = graph.heads().stream()
                .filter(head -> files.containsKey(head) && !isMeant(head))
                .toList();
        if (unmeant.size() > 1) {
            String all = unmeant.stream().map(head -> head + file(head)).collect(Collectors.joining(", "));
            Revision last = unmeant.get(unmeant.size() - 1);
            find(
                    last,
                    "down_revision",
                    unmeant.size() + " heads: " + all + ". Let one follow the other, merge them, or"
                            + " say new_head: true where the branch begins");
        }
    }

    /** Whether somebody said so on the branch that ends in this head alone. */
    private boolean isMeant(Revision head) {
        return graph.nodes().stream().filter(node -> node.lineage().newHead()).anyMatch(node -> ends(node.revision())
                .equals(Set.of(head)));
    }

    /** The heads that follow {@code revision}. */
    private Set<Revision> ends(Revision revision) {
        Set<Revision> reached = graph.descendants(revision).stream()
                .filter(graph.heads()::contains)
                .collect(Collectors.toSet());
        return reached.isEmpty() ? Set.of(revision) : reached;
    }

    private void find(Revision revision, String key, String text) {
        findings.add(Finding.at(fileOf(revision), key, text));
    }

    private PlacedFile fileOf(Revision revision) {
        return Optional.ofNullable(files.get(revision))
                .orElseGet(() -> files.values().iterator().next());
    }

    private String file(Revision revision) {
        PlacedFile file = files.get(revision);
        return file == null ? " (--known)" : " (" + file.file() + ")";
    }

    private static String joined(List<Revision> revisions, String separator) {
        return revisions.stream().map(Revision::toString).collect(Collectors.joining(separator));
    }
}
