package dev.towpath.contracts.change;

import java.util.List;

/** One entry of a rollout file's {@code changes}: {@code - <name>: {…}}, where the name is in {@code SchemaChanges}. */
public sealed interface SchemaChange permits AddColumn, RenameColumn {
    /** Schema of the table, literal as in the catalog. */
    String schema();

    /** Name of the table, literal as in the catalog. */
    String table();

    /** Names of the columns that it makes, takes away or changes, literal. */
    List<String> columns();
}
