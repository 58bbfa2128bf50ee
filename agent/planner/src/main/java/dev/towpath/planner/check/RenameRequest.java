package dev.towpath.planner.check;

import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.Column;
import dev.towpath.planner.naming.ObjectNames;
import java.util.List;

/** What is asked for, beside what the catalog says. */
public record RenameRequest(RenameColumn change, RolloutSpec spec, CatalogSnapshot snapshot, ObjectNames names)
        implements TableRequest {
    @Override
    public String newColumn() {
        return change.to();
    }

    /** The column for people. */
    public String columnPlace() {
        return place() + "." + change.from();
    }

    /** The column; only after the check that it is there. */
    public Column column() {
        return table().column(change.from()).orElseThrow();
    }

    /** Descriptions of what {@code pg_depend} knows to depend on the column, of one kind. */
    List<String> dependents(String kind) {
        return table().dependents().stream()
                .filter(dependent -> dependent.column().equals(change.from())
                        && dependent.kind().equals(kind))
                .map(dependent -> dependent.description())
                .toList();
    }
}
