package dev.towpath.orchestrator.migration;

import java.util.List;

/**
 * The store's migrations, in order, by file name under {@code db/migration}: never edited once released. Listed rather
 * than scanned, since a packaged application can't list its own folders; a test compares the list with the folder.
 */
public final class StoreSchema {
    static final String FOLDER = "db/migration/";

    static final List<String> MIGRATIONS = List.of(
            "V1__store.sql",
            "V2__overview.sql",
            "V3__services.sql",
            "V4__anchors.sql",
            "V5__dead_letters.sql",
            "V6__trace.sql");

    private StoreSchema() {}

    /** The schema version that this build works with, and no other. */
    public static String expectedVersion() {
        return versionOf(MIGRATIONS.getLast());
    }

    static String versionOf(String file) {
        return file.substring(1, file.indexOf("__"));
    }
}
