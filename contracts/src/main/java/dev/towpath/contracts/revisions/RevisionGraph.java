package dev.towpath.contracts.revisions;

import dev.towpath.contracts.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The revisions of one database and who follows whom. A value: it holds whatever it is given, cycles and names that nobody
 * has included; what is wrong with it is asked for. "Given order" is that of the nodes: of submission on a server, of the
 * files in a folder.
 *
 * <p>As in Alembic, heads are told by {@code down_revision} alone, and an order by {@code depends_on} too.
 */
public final class RevisionGraph {
    private final Map<Revision, RevisionNode> nodes;
    private final Map<Revision, Set<Revision>> children;

    private RevisionGraph(Map<Revision, RevisionNode> nodes) {
        this.nodes = nodes;
        this.children = new LinkedHashMap<>();
        nodes.values().forEach(node -> node.lineage().downRevision().forEach(parent -> children.computeIfAbsent(
                        parent, first -> new LinkedHashSet<>())
                .add(node.revision())));
    }

    /** Of several nodes with one name the last counts, in the place of the first. */
    public static RevisionGraph of(Collection<RevisionNode> nodes) {
        Map<Revision, RevisionNode> named = new LinkedHashMap<>();
        nodes.forEach(node -> named.put(node.revision(), node));
        return new RevisionGraph(named);
    }

    /** The graph with {@code node} in it, in place of an earlier one of that name. */
    public RevisionGraph with(RevisionNode node) {
        List<RevisionNode> all = new ArrayList<>(nodes.values());
        all.add(node);
        return of(all);
    }

    /** The part of it that {@code revisions} are and stand on, by {@code down_revision}; names that nobody has are left out. */
    public RevisionGraph upTo(Set<Revision> revisions) {
        Set<Revision> kept = new LinkedHashSet<>(revisions);
        Walk.over(revisions, this::parents, kept::add);
        return of(nodes.values().stream()
                .filter(node -> kept.contains(node.revision()))
                .collect(Collectors.toList()));
    }

    /** In given order. */
    public List<RevisionNode> nodes() {
        return List.copyOf(nodes.values());
    }

    public Optional<RevisionNode> node(Revision revision) {
        return Optional.ofNullable(nodes.get(revision));
    }

    public boolean has(Revision revision) {
        return nodes.containsKey(revision);
    }

    /** The parents as they are named, whether or not they are in the graph. */
    public List<Revision> parents(Revision revision) {
        RevisionNode node = nodes.get(revision);
        return node == null ? List.of() : node.lineage().downRevision();
    }

    /** Who names it as a parent, in given order. */
    public List<Revision> children(Revision revision) {
        return List.copyOf(children.getOrDefault(revision, Set.of()));
    }

    /** The revisions that nobody follows, in given order. */
    public List<Revision> heads() {
        return nodes.keySet().stream()
                .filter(revision -> !children.containsKey(revision))
                .collect(Collectors.toUnmodifiableList());
    }

    /** Everything that must come before {@code revision}, and is in the graph. */
    public Set<Revision> ancestors(Revision revision) {
        Set<Revision> found = new LinkedHashSet<>();
        Walk.over(Set.of(revision), this::predecessors, found::add);
        found.retainAll(nodes.keySet());
        return found;
    }

    /** Everything that follows {@code revision}, by {@code down_revision}. */
    public Set<Revision> descendants(Revision revision) {
        Set<Revision> found = new LinkedHashSet<>();
        Walk.over(Set.of(revision), this::children, found::add);
        return found;
    }

    /** Every revision after all that it follows and depends on; of two that are free to come next, the one given first. */
    public List<Revision> order() {
        Order order = Order.of(nodes());
        if (!order.stuck().isEmpty()) {
            throw new IllegalStateException("revisions that follow each other have no order: " + order.stuck());
        }
        return order.revisions();
    }

    /**
     * Whoever comes before {@code revision} when they take turns: in their {@link #order}, and those whom a cycle leaves
     * without one behind all others, as given.
     */
    public Set<Revision> inTurnBefore(Revision revision) {
        Order order = Order.of(nodes());
        List<Revision> turns = new ArrayList<>(order.revisions());
        turns.addAll(order.stuck());
        int turn = turns.indexOf(revision);
        if (turn < 0) {
            throw new IllegalArgumentException(revision + " is not in the graph");
        }
        return Set.copyOf(turns.subList(0, turn));
    }

    /**
     * Revisions each of which comes before the next, and the last before the first, beginning with the one that is given
     * first; empty if there is an order.
     */
    public List<Revision> cycle() {
        Set<Revision> stuck = Order.of(nodes()).stuck();
        if (stuck.isEmpty()) {
            return List.of();
        }
        List<Revision> backwards = new ArrayList<>();
        Revision at = stuck.iterator().next();
        while (!backwards.contains(at)) {
            backwards.add(0, at);
            at = predecessors(at).stream().filter(stuck::contains).findFirst().orElseThrow();
        }
        List<Revision> cycle = backwards.subList(0, backwards.indexOf(at) + 1);
        Revision first =
                nodes.keySet().stream().filter(cycle::contains).findFirst().orElseThrow();
        Collections.rotate(cycle, -cycle.indexOf(first));
        return List.copyOf(cycle);
    }

    /** What must come before it, as it is named. */
    Set<Revision> predecessors(Revision revision) {
        RevisionNode node = nodes.get(revision);
        return node == null ? Set.of() : node.predecessors();
    }
}
