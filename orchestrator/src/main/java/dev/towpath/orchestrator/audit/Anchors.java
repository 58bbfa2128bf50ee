package dev.towpath.orchestrator.audit;

import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.audit.LogPlace;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.eventstore.HeadersJson;
import dev.towpath.orchestrator.eventstore.MessagesWaiting;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Table {@code anchor}. An anchor and the messages that carry it out of the store are one statement; of several
 * orchestrators that make the same number at once, the database lets one.
 */
@Singleton
public final class Anchors {
    private static final String LAST = """
            SELECT number, generation, tx::text::bigint AS tx, position, events, streams, hash
              FROM anchor ORDER BY number DESC LIMIT 1""";

    /** As {@code readAll} of the event store: never at or above the oldest transaction still writing. */
    static final String GROWN = """
            SELECT generation, tx::text::bigint AS tx, position, stream, version, hash, time
              FROM event
             WHERE (generation, tx, position) > ($1::int, $2::text::xid8, $3::bigint)
               AND (tx < pg_snapshot_xmin(pg_current_snapshot())
                    OR generation < (SELECT max(generation) FROM store_generation))
             ORDER BY event.generation, event.tx, event.position
             LIMIT $4""";

    /** On a server that is not counted yet there is no generation, and the statement fails. */
    private static final String ADD = """
            WITH made AS (
              INSERT INTO anchor (number, generation, tx, position, events, streams, hash, body, made_at)
              VALUES ($1, $2, $3::text::xid8, $4, $5, $6, $7, $8::text::json, $9)
              ON CONFLICT DO NOTHING
              RETURNING number
            )
            INSERT INTO outbox (generation, topic, key, headers, value)
            SELECT (SELECT CASE WHEN system_identifier = (SELECT system_identifier::text FROM pg_control_system())
                                THEN generation END
                      FROM store_generation ORDER BY store_generation.generation DESC LIMIT 1),
                   topic, key, headers::json, value
              FROM made, unnest($10::text[], $11::bytea[], $12::text[], $13::bytea[]) WITH ORDINALITY
                     AS m (topic, key, headers, value, n)
             ORDER BY n""";

    private final Pool pool;
    private final MessageCodec codec;
    private final MessagesWaiting waiting;

    public Anchors(Pool pool, MessageCodec codec, MessagesWaiting waiting) {
        this.pool = pool;
        this.codec = codec;
        this.waiting = waiting;
    }

    /** What was anchored last; {@link LastAnchor#NONE} if nothing was. */
    Uni<LastAnchor> last() {
        return pool.query(LAST).execute().map(rows -> {
            for (Row row : rows) {
                return new LastAnchor(
                        row.getLong("number"),
                        place(row),
                        row.getLong("events"),
                        row.getLong("streams"),
                        row.getString("hash"));
            }
            return LastAnchor.NONE;
        });
    }

    /** Up to {@code limit} events after {@code after}, in the order of the log. */
    Uni<List<Grown>> grown(LogPlace after, int limit) {
        Tuple from = Tuple.of(after.generation(), Long.toString(after.tx()), after.position(), (long) limit);
        return pool.preparedQuery(GROWN).execute(from).map(rows -> {
            List<Grown> grown = new ArrayList<>(rows.size());
            for (Row row : rows) {
                Anchor.Head head =
                        new Anchor.Head(row.getString("stream"), row.getLong("version"), row.getString("hash"));
                grown.add(new Grown(place(row), row.getOffsetDateTime("time").toInstant(), head));
            }
            return grown;
        });
    }

    /** Whether it was added: if not, somebody else has made that number, and nothing was written. */
    Uni<Boolean> add(Anchor anchor, LogPlace through, List<OutboxMessage> messages) {
        Tuple row = Tuple.tuple()
                .addLong(anchor.number())
                .addInteger(through.generation())
                .addString(Long.toString(through.tx()))
                .addLong(through.position())
                .addLong(anchor.events())
                .addLong(anchor.streams())
                .addString(anchor.hash())
                .addString(codec.toJson(anchor).toString())
                .addOffsetDateTime(anchor.time().atOffset(ZoneOffset.UTC))
                .addValue(messages.stream().map(OutboxMessage::topic).toArray(String[]::new))
                .addValue(messages.stream().map(m -> Buffer.buffer(m.key())).toArray(Buffer[]::new))
                .addValue(messages.stream()
                        .map(m -> HeadersJson.write(m.headers()))
                        .toArray(String[]::new))
                .addValue(messages.stream().map(m -> Buffer.buffer(m.value())).toArray(Buffer[]::new));
        return pool.preparedQuery(ADD)
                .execute(row)
                .map(written -> written.rowCount() > 0)
                .invoke(waiting::ring);
    }

    private static LogPlace place(Row row) {
        return new LogPlace(row.getInteger("generation"), row.getLong("tx"), row.getLong("position"));
    }
}
