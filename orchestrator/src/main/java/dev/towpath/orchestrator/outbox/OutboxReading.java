package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.HeadersJson;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statement that reads the outbox in the order of {@link Cursor}, and what its rows say. */
final class OutboxReading {
    private static final long ROWS = 200;
    private static final long BYTES = 4L * 1024 * 1024;

    /**
     * Whole rows until {@link #BYTES} are passed; never at or above the oldest transaction still writing, but for the first
     * one there, as a sign and without its value. However many wait behind it, no more than {@link #ROWS} are looked at.
     * Both limits are part of the text, so that the server need not plan it anew each time.
     */
    static final String SQL = """
            SELECT generation, tx::text::bigint AS tx, position, readable, topic, key, headers::text AS headers,
                   CASE WHEN readable THEN value END AS value, recorded_at
              FROM (SELECT *, lag(readable, 1, true) OVER w AS follows,
                           sum(coalesce(octet_length(value), 0)) OVER w - coalesce(octet_length(value), 0) AS before
                      FROM (SELECT *, tx < (SELECT pg_snapshot_xmin(pg_current_snapshot()))
                                      OR generation < (SELECT max(generation) FROM store_generation) AS readable
                              FROM outbox
                             WHERE (generation, tx, position) > ($1::int, $2::text::xid8, $3::bigint)
                             ORDER BY generation, tx, position LIMIT %d) AS next
                    WINDOW w AS (ORDER BY generation, tx, position)) AS measured
             WHERE follows AND before < %d
             ORDER BY generation, tx, position""".formatted(ROWS, BYTES);

    private OutboxReading() {}

    static Tuple after(Cursor cursor) {
        return Tuple.tuple()
                .addInteger(cursor.generation())
                .addString(Long.toString(cursor.tx()))
                .addLong(cursor.position());
    }

    static OutboxPage page(Iterable<Row> found) {
        List<OutboxRow> rows = new ArrayList<>();
        long bytes = 0;
        boolean heldBack = false;
        for (Row row : found) {
            if (row.getBoolean("readable")) {
                OutboxMessage message = message(row);
                byte[] value = message.value();
                bytes += value == null ? 0 : value.length;
                rows.add(new OutboxRow(
                        cursor(row), row.getOffsetDateTime("recorded_at").toInstant(), message));
            } else {
                heldBack = true;
            }
        }
        return new OutboxPage(rows, rows.size() == ROWS || bytes >= BYTES, heldBack);
    }

    static Cursor cursor(Row row) {
        return new Cursor(row.getInteger("generation"), row.getLong("tx"), row.getLong("position"));
    }

    private static OutboxMessage message(Row row) {
        return new OutboxMessage(
                row.getString("topic"),
                bytes(row, "key"),
                HeadersJson.read(row.getString("headers")),
                bytes(row, "value"));
    }

    private static byte @Nullable [] bytes(Row row, String column) {
        Buffer buffer = row.get(Buffer.class, column);
        return buffer == null ? null : buffer.getBytes();
    }
}
