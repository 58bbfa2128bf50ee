package dev.towpath.orchestrator.operations;

import dev.towpath.orchestrator.config.TowpathConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Asks the store for a {@link StoreReading}: each figure is one look into an index, or a count of one row a database or rollout. */
@Singleton
final class StoreReadings {
    private static final String BEHIND = """
            SELECT (SELECT coalesce(extract(epoch FROM now() - min(due)), 0)::float8
                      FROM timer WHERE due < now()) AS alarms_late,
                   coalesce((SELECT greatest(0, extract(epoch FROM now() - event.time))::float8
                               FROM event, overview_checkpoint seen
                              WHERE (event.generation, event.tx, event.position)
                                    > (seen.generation, seen.tx::text::xid8, seen.position)
                              ORDER BY event.generation, event.tx, event.position
                              LIMIT 1), 0) AS overview_behind,
                   count(*) FILTER (WHERE seen_at IS NULL OR seen_at < now() - $1 * interval '1 ms') AS silent,
                   count(*) FILTER (WHERE halted) AS halted
              FROM overview_database LEFT JOIN agent_seen ON agent_seen.database = overview_database.id""";

    /** What was never planned has no stage. */
    private static final String ROLLOUTS = """
            SELECT CASE WHEN state = 'failed' AND document::json ->> 'stage' IS NULL THEN 'unplannable' ELSE state END AS state,
                   count(*) AS rollouts
              FROM overview_rollout
             GROUP BY 1""";

    private final Pool pool;
    private final Duration silentAfter;

    StoreReadings(Pool pool, TowpathConfig config) {
        this.pool = pool;
        this.silentAfter = config.agent().silentAfter();
    }

    /** Fails as the store does. */
    Uni<StoreReading> now() {
        return pool.preparedQuery(BEHIND)
                .execute(Tuple.of((double) silentAfter.toMillis()))
                .chain(behind -> pool.preparedQuery(ROLLOUTS)
                        .execute()
                        .map(rollouts -> reading(behind.iterator().next(), rollouts)));
    }

    private static StoreReading reading(Row behind, RowSet<Row> states) {
        Map<String, Long> rollouts = new HashMap<>();
        states.forEach(row -> rollouts.put(row.getString("state"), row.getLong("rollouts")));
        return new StoreReading(
                behind.getDouble("alarms_late"),
                behind.getDouble("overview_behind"),
                rollouts,
                behind.getLong("silent"),
                behind.getLong("halted"));
    }
}
