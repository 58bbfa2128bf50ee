package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.codec.MessageCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The event store on PostgreSQL, by the Vert.x client. Every method is one autocommit statement. Serves the order of
 * {@link Cursor} by never reading at or above {@code pg_snapshot_xmin}: below it no transaction can still commit.
 *
 * <p>A server that does not answer within {@link #PATIENCE} counts as away: the call fails, and whether an append holds
 * is open, as {@link EventStore} says.
 */
@Singleton
public final class PostgresEventStore implements EventStore {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** unique_violation, serialization_failure, deadlock_detected. */
    private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01");

    /** not_null_violation: what the grounds of an append speak of is not so, or the server is not the store's. */
    private static final String NO_GENERATION = "23502";

    private static final String EVENT_COLUMNS = """
            SELECT generation, tx::text::bigint AS tx, position, stream, version, type, time, actor, reason,
                   body::text AS body, hash, previous_hash, commands_sent, traceparent
              FROM event
            """;

    private static final String READ = EVENT_COLUMNS + "WHERE stream = $1 AND version >= $2 ORDER BY version";

    /** By the column {@code tx}, which an index has in order, and not by the number of that name that is selected. */
    static final String READ_ALL = EVENT_COLUMNS + """
             WHERE (generation, tx, position) > ($1::int, $2::text::xid8, $3::bigint)
               AND (tx < pg_snapshot_xmin(pg_current_snapshot())
                    OR generation < (SELECT max(generation) FROM store_generation))
             ORDER BY event.generation, event.tx, event.position
             LIMIT $4""";

    private final Pool pool;
    private final StoredRows rows;
    private final MessagesWaiting waiting;
    private final AppendStatement append;
    private final NewerStreams newer;

    public PostgresEventStore(Pool pool, MessageCodec codec, MessagesWaiting waiting, NewerStreams newer) {
        this.pool = pool;
        this.rows = new StoredRows(codec);
        this.waiting = waiting;
        this.append = new AppendStatement(codec);
        this.newer = newer;
    }

    @Override
    public Uni<List<StoredEvent>> read(String stream) {
        return read(stream, 1);
    }

    @Override
    public Uni<List<StoredEvent>> read(String stream, long from) {
        return events(READ, Tuple.of(stream, from)).invoke(() -> newer.read(stream));
    }

    @Override
    public Uni<List<StoredEvent>> readAll(Cursor after, int limit) {
        Tuple parameters =
                Tuple.of(after.generation(), Long.toString(after.tx()), after.position(), Integer.valueOf(limit));
        return events(READ_ALL, parameters);
    }

    private Uni<List<StoredEvent>> events(String sql, Tuple parameters) {
        return execute(sql, parameters)
                .map(rows::events)
                .onFailure(NewerLog.class)
                .invoke(failure -> newer.met((NewerLog) failure));
    }

    @Override
    public Uni<Void> append(Append written, Grounds grounds) {
        RowsWritten rows = append.of(written, grounds);
        return execute(rows.sql(), rows.values())
                .onFailure(failure -> isConflict(failure, grounds))
                .transform(Conflict::new)
                .invoke(() -> {
                    if (!written.messages().isEmpty()) {
                        waiting.ring();
                    }
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Receipt>> receipt(MessageId id) {
        String sql = "SELECT digest, reply::text AS reply, handled_at FROM receipt WHERE source = $1 AND id = $2";
        return execute(sql, Tuple.of(id.source(), id.id())).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new Receipt(
                        id,
                        row.getString("digest"),
                        this.rows.reply(row.getString("reply")),
                        row.getOffsetDateTime("handled_at").toInstant()));
            }
            return Optional.empty();
        });
    }

    @Override
    public Uni<List<String>> streams(String prefix) {
        String sql = "SELECT stream FROM event WHERE version = 1 AND starts_with(stream, $1) ORDER BY stream";
        return execute(sql, Tuple.of(prefix)).map(rows -> {
            List<String> streams = new ArrayList<>(rows.size());
            rows.forEach(row -> streams.add(row.getString("stream")));
            return streams;
        });
    }

    @Override
    public Uni<List<Alarm>> due(Instant now, int limit) {
        String sql = "SELECT stream, due FROM timer WHERE due <= $1 ORDER BY due LIMIT $2";
        return execute(sql, Tuple.of(now.atOffset(ZoneOffset.UTC), limit)).map(rows -> {
            List<Alarm> due = new ArrayList<>(rows.size());
            rows.forEach(row -> due.add(new Alarm(
                    row.getString("stream"), row.getOffsetDateTime("due").toInstant())));
            return due;
        });
    }

    @Override
    public Uni<Optional<ConsumedPosition>> consumed(String topic, int partition) {
        String sql = "SELECT next_offset FROM consumed WHERE topic = $1 AND partition = $2";
        return execute(sql, Tuple.of(topic, partition)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(new ConsumedPosition(topic, partition, row.getLong("next_offset")));
            }
            return Optional.empty();
        });
    }

    @Override
    public Uni<HeardSequence> heard(String source, String subject) {
        String sql = "SELECT sequence FROM outcome_sequence WHERE source = $1 AND subject = $2";
        return execute(sql, Tuple.of(source, subject)).map(rows -> {
            for (Row row : rows) {
                return new HeardSequence(source, subject, row.getLong("sequence"));
            }
            return new HeardSequence(source, subject, 0);
        });
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private static boolean isConflict(Throwable failure, Grounds grounds) {
        return failure instanceof PgException e
                && (CONFLICTS.contains(e.getSqlState())
                        || !grounds.equals(Grounds.NONE) && NO_GENERATION.equals(e.getSqlState()));
    }
}
