package dev.towpath.orchestrator.stall;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Who holds {@code pg_snapshot_xmin} just now: the oldest transaction with an id, of any database on the store's server,
 * since ids are the server's. Needs no rights: pid, application and transaction id of a session are shown to everybody,
 * its state only to its own role and to {@code pg_read_all_stats}.
 */
@Singleton
final class OldestWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String READ = """
            WITH oldest AS (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin)
            SELECT xmin::text::bigint AS tx, pid, '' AS gid, coalesce(usename, '') AS role,
                   coalesce(application_name, '') AS application, coalesce(datname, '') AS database,
                   coalesce(state, 'hidden') AS state
              FROM pg_stat_activity, oldest
             WHERE backend_xid = xmin::xid AND pid <> pg_backend_pid()
            UNION ALL
            SELECT xmin::text::bigint, 0, gid, owner, '', database, ''
              FROM pg_prepared_xacts, oldest
             WHERE transaction = xmin::xid
             LIMIT 1""";

    private final Pool pool;

    OldestWriter(Pool pool) {
        this.pool = pool;
    }

    /** Empty while nobody writes. */
    Uni<Optional<OpenWriter>> now() {
        return pool.preparedQuery(READ)
                .execute()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(writer(row));
                    }
                    return Optional.empty();
                });
    }

    private static OpenWriter writer(Row row) {
        long transaction = row.getLong("tx");
        String role = row.getString("role");
        String database = row.getString("database");
        String gid = row.getString("gid");
        return gid.isEmpty()
                ? new OpenWriter.Session(
                        transaction,
                        row.getInteger("pid"),
                        role,
                        row.getString("application"),
                        database,
                        row.getString("state"))
                : new OpenWriter.Prepared(transaction, gid, role, database);
    }
}
