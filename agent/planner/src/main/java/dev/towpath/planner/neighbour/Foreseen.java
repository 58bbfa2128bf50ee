package dev.towpath.planner.neighbour;

import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.planner.carry.Carrying;
import dev.towpath.planner.catalog.CatalogSnapshot;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a plan would certainly have in its footprint, whether or not it can be made: a table that a neighbour is changing
 * must not be refused for the state it is in.
 */
public final class Foreseen {
    private Foreseen() {}

    /** Of a table that isn't there: what the change says of itself. */
    public static Footprint of(SchemaChange change, CatalogSnapshot snapshot) {
        Footprint declared = Footprint.declared(change);
        List<String> following =
                switch (change) {
                    case RenameColumn rename -> following(rename, snapshot);
                    case AddColumn add -> List.of();
                };
        return new Footprint(
                declared.table(),
                Stream.concat(declared.objects().stream(), following.stream()).toList());
    }

    private static List<String> following(RenameColumn rename, CatalogSnapshot snapshot) {
        return snapshot.found().stream()
                .flatMap(table -> Carrying.following(rename.schema(), rename.table(), table, rename.from()))
                .toList();
    }
}
