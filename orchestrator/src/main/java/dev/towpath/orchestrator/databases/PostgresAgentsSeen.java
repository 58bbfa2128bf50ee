package dev.towpath.orchestrator.databases;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row per database, overwritten by each announcement; and on each instance of a service, when the target last showed a
 * session of it.
 */
@Singleton
public final class PostgresAgentsSeen implements AgentsSeen, AgentsHeard {
    private static final String READ = """
            SELECT database, instance, version, fence, server_version, system_identifier, halted, seen_at
              FROM agent_seen
            """;

    /**
     * Time between two announcements counts as heard only if none can have been missed, and if the later one names every
     * session. PostgreSQL cuts application names at 63 bytes. Rows are locked in the order of their key, as by those who
     * write many words of instances at once.
     */
    private static final String HEARD = """
            WITH agent AS (
              INSERT INTO agent_seen AS a
                     (database, instance, version, fence, server_version, system_identifier, halted, seen_at)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
              ON CONFLICT (database) DO UPDATE
                 SET (instance, version, fence, server_version, system_identifier, halted, seen_at, heard_ms)
                   = (excluded.instance, excluded.version, excluded.fence, excluded.server_version,
                      excluded.system_identifier, excluded.halted, excluded.seen_at,
                      a.heard_ms + CASE WHEN $10 AND excluded.seen_at - a.seen_at BETWEEN interval '0' AND interval '15 s'
                                        THEN floor(extract(epoch FROM excluded.seen_at - a.seen_at) * 1000)::bigint
                                        ELSE 0 END)
              RETURNING heard_ms
            ), moved AS (
              INSERT INTO consumed (topic, partition, next_offset) VALUES ($11, $12, $13)
              ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
            ), shown AS (
              SELECT service, instance FROM service_instance
               WHERE database = $1 AND left(service || '/' || instance, 63) = ANY ($9)
               ORDER BY service, instance FOR UPDATE
            )
            UPDATE service_instance
               SET session_tick = (SELECT heard_ms FROM agent)
             WHERE database = $1 AND (service, instance) IN (SELECT service, instance FROM shown)""";

    private final Pool pool;

    public PostgresAgentsSeen(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> heard(AgentAnnounced agent, Instant now, ConsumedPosition next) {
        Tuple row = Tuple.tuple()
                .addString(agent.database().toString())
                .addString(agent.instance())
                .addString(agent.version())
                .addLong(agent.fence())
                .addString(agent.serverVersion())
                .addString(agent.systemIdentifier())
                .addBoolean(agent.halted())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfString(agent.sessions().toArray(String[]::new))
                .addBoolean(agent.namesAllSessions())
                .addString(next.topic())
                .addInteger(next.partition())
                .addLong(next.nextOffset());
        return pool.preparedQuery(HEARD).execute(row).replaceWithVoid();
    }

    @Override
    public Uni<Optional<AgentSeen>> of(DatabaseId database) {
        return pool.preparedQuery(READ + "WHERE database = $1")
                .execute(Tuple.of(database.toString()))
                .map(rows -> agents(rows).stream().findFirst());
    }

    @Override
    public Uni<List<AgentSeen>> all() {
        return pool.preparedQuery(READ + "ORDER BY database").execute().map(PostgresAgentsSeen::agents);
    }

    private static List<AgentSeen> agents(RowSet<Row> rows) {
        List<AgentSeen> agents = new ArrayList<>(rows.size());
        for (Row row : rows) {
            AgentAnnounced announced = new AgentAnnounced(
                    new DatabaseId(row.getString("database")),
                    row.getString("instance"),
                    row.getString("version"),
                    row.getLong("fence"),
                    row.getString("server_version"),
                    row.getString("system_identifier"),
                    row.getBoolean("halted"),
                    List.of());
            agents.add(new AgentSeen(announced, row.getOffsetDateTime("seen_at").toInstant()));
        }
        return agents;
    }
}
