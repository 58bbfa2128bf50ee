package dev.towpath.planner.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What the catalog said about one table at one moment. A missing table gives a snapshot that says so.
 *
 * @param serverVersion as in {@code server_version_num}, such as 180004
 * @param schema as asked for, literal
 * @param table as asked for, literal
 * @param role who asked
 * @param found exactly one, or none if there is no such relation
 */
public record CatalogSnapshot(int serverVersion, String schema, String table, AgentRole role, List<Table> found) {
    public CatalogSnapshot {
        found = List.copyOf(found);
    }

    /** Reads the answer of {@link SnapshotQuery}; anything else is a bug and throws IllegalArgumentException. */
    public static CatalogSnapshot parse(String json) {
        return SnapshotReader.read(json);
    }

    /** The same with another answer. */
    public CatalogSnapshot with(List<Table> tables) {
        return new CatalogSnapshot(serverVersion, schema, table, role, tables);
    }

    /** The table, unless there is none of that name. */
    public Optional<Table> lookup() {
        return found.stream().findFirst();
    }
}
