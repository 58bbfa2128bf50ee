package dev.towpath.planner.check;

import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.dialect.Capabilities;
import dev.towpath.planner.naming.ObjectNames;
import dev.towpath.planner.trial.ColumnTrial;
import java.util.List;

/**
 * What is asked for, beside what the catalog says and what the engine made of it.
 *
 * @param tried exactly one, or none if there was nothing that could be tried
 */
public record AddColumnRequest(
        AddColumn change, RolloutSpec spec, CatalogSnapshot snapshot, ObjectNames names, List<ColumnTrial> tried)
        implements TableRequest {
    public AddColumnRequest {
        tried = List.copyOf(tried);
    }

    @Override
    public String newColumn() {
        return change.name();
    }

    /** The column for people. */
    String columnPlace() {
        return place() + "." + change.name();
    }

    Capabilities capabilities() {
        return Capabilities.of(snapshot.serverVersion());
    }

    /** What the engine made of it; only after the check that it made something. */
    public ColumnTrial.Made made() {
        return (ColumnTrial.Made) tried.getFirst();
    }

    /** Whether the engine would call the default for every row that is there, and write the whole table anew for it. */
    public boolean filledRowByRow() {
        return change.value() instanceof NewValue.Default && made().rewrites();
    }
}
