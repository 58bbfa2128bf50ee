package dev.towpath.planner.check;

import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.naming.ObjectNames;

/** A change that is asked for, beside what the catalog says of its table. */
public interface TableRequest {
    SchemaChange change();

    RolloutSpec spec();

    CatalogSnapshot snapshot();

    ObjectNames names();

    /** The literal name of the column that is to come. */
    String newColumn();

    /** The table for people. */
    default String place() {
        return change().schema() + "." + change().table();
    }

    /** The table; only after the check that it is there. */
    default Table table() {
        return snapshot().lookup().orElseThrow();
    }
}
