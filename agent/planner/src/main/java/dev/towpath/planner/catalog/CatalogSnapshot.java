package dev.towpath.planner.catalog;

/** What the catalog said about one table at one moment. A missing table gives a snapshot that says so. */
public record CatalogSnapshot(int serverVersion, String schema, String table, boolean found) {
    /** Reads the answer of {@link SnapshotQuery}; anything else is a bug and throws IllegalArgumentException. */
    public static CatalogSnapshot parse(String json) {
        return SnapshotReader.read(json);
    }
}
