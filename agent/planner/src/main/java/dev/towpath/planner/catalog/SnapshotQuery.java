package dev.towpath.planner.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The one statement that reads everything the planner needs to know about a table. */
public final class SnapshotQuery {
    private static final String SQL = read();

    private SnapshotQuery() {}

    /**
     * One statement for PostgreSQL 13 to 18: {@code $1} is the schema, {@code $2} the table, both literal, each used
     * once and in that order; the answer is one row with one column, the JSON text for {@link CatalogSnapshot#parse}.
     * It reads with {@code search_path = pg_catalog}, whatever the session's is. To deparse expressions the server takes
     * ACCESS SHARE on the table, so the session should have a {@code lock_timeout}.
     */
    public static String sql() {
        return SQL;
    }

    private static String read() {
        try (InputStream in = SnapshotQuery.class.getResourceAsStream("snapshot.sql")) {
            if (in == null) {
                throw new IllegalStateException("snapshot.sql is not beside " + SnapshotQuery.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
