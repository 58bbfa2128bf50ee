package dev.towpath.planner.neighbour;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.Table;
import java.util.List;
import java.util.Map;

/**
 * Every other rollout that is open on the database while a plan is made.
 *
 * <p>Why two plans that share nothing can be made and executed in any order, however their steps interleave: no
 * statement of a plan names anything but its own footprint; what of the table a plan was computed from is either in its
 * footprint, where no neighbour may change it, or is the user's. Dual-write triggers of two rollouts read and write
 * different columns, so that the order between them means nothing.
 */
public record Neighbours(List<Neighbour> open) {
    public static final Neighbours NONE = new Neighbours(List.of());

    public Neighbours {
        open = List.copyOf(open);
    }

    /** The open rollouts and their plans' footprints. */
    public static Neighbours of(Map<RolloutId, Footprint> open) {
        return new Neighbours(open.entrySet().stream()
                .map(entry -> new Neighbour(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** Those that a rollout with {@code wanted} has to wait for. */
    public List<Conflict> conflicts(Footprint wanted) {
        return open.stream()
                .flatMap(neighbour -> neighbour.conflict(wanted).stream())
                .toList();
    }

    /**
     * The catalog without the neighbours' triggers, which are not the table's own, and without their names among the
     * leftovers. Columns, indexes and constraints of theirs stay: a plan that would use one finds a conflict.
     */
    public CatalogSnapshot apart(CatalogSnapshot snapshot) {
        return snapshot.with(snapshot.found().stream().map(this::apart).toList());
    }

    private Table apart(Table table) {
        return table.with(
                table.triggers().stream()
                        .filter(trigger -> isNobodys(trigger.name()))
                        .toList(),
                table.leftovers().stream().filter(this::isNobodys).toList());
    }

    private boolean isNobodys(String name) {
        return open.stream().noneMatch(neighbour -> neighbour.made(name));
    }
}
