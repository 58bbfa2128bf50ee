package dev.towpath.contracts.change;

/** One entry of a rollout file's {@code changes}: {@code - <name>: {…}}, where the name is in {@code SchemaChanges}. */
public sealed interface SchemaChange permits AddColumn, RenameColumn {
    /** Schema of the table, literal as in the catalog. */
    String schema();

    /** Name of the table, literal as in the catalog. */
    String table();
}
