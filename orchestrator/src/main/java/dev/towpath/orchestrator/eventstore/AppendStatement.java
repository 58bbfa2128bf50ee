package dev.towpath.orchestrator.eventstore;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.event.Recorded;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * An append as one statement, so that it commits by itself in one round trip: the transaction takes its id only after
 * the stream was read, and no lock is held while anybody thinks. A later version therefore always has a later
 * transaction id. It names only the tables that get rows, one place for each value: appends of the same shape are the same
 * text, which a connection has parsed once. It has room for 65,535 values, some 5,000 events.
 */
final class AppendStatement {
    private static final String RECEIPT = "INSERT INTO receipt (source, id, digest, reply, handled_at) VALUES";

    private static final String EVENT = """
            INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash, previous_hash,
                               commands_sent, traceparent) VALUES""";

    private static final String EVENT_ROW =
            "((SELECT generation FROM current), ?, ?, ?, ?, ?, ?, ?::text::json, ?, ?, ?, ?)";

    private static final String MESSAGE = "INSERT INTO outbox (generation, topic, key, headers, value) VALUES";

    private static final String MESSAGE_ROW = "((SELECT generation FROM current), ?, ?, ?::text::json, ?)";

    private static final String LAST_EVENT =
            "(SELECT hash FROM event WHERE stream = ? ORDER BY version DESC LIMIT 1) = ?";

    private static final String LAST_HEARD =
            "(SELECT sequence FROM outcome_sequence WHERE source = ? AND subject = ?) = ?";

    private final MessageCodec codec;

    AppendStatement(MessageCodec codec) {
        this.codec = codec;
    }

    /** Where {@code grounds} don't hold there is no generation to write under, and the statement fails. */
    RowsWritten of(Append append, Grounds grounds) {
        if (!grounds.equals(Grounds.NONE) && append.events().isEmpty()) {
            throw new IllegalArgumentException("an append without events has no grounds");
        }
        RowsWritten rows = new RowsWritten("current", StoreGeneration.CURRENT);
        rows.ifAll(LAST_EVENT, grounds.heads(), (head, values) -> values.addString(head.stream())
                .addString(head.hash()));
        rows.ifAll(LAST_HEARD, grounds.heard(), AppendStatement::heard);
        rows.part(RECEIPT, "(?, ?, ?, ?::text::json, ?)", "", append.receipts(), this::receipt);
        rows.part(EVENT, EVENT_ROW, "", append.events(), this::event);
        rows.part(MESSAGE, MESSAGE_ROW, "", append.messages(), AppendStatement::message);
        rows.part(
                "DELETE FROM timer WHERE (stream, due) IN (",
                "(?, ?)",
                ")",
                append.timersRung(),
                AppendStatement::alarm);
        rows.part(
                "INSERT INTO timer (stream, due) VALUES",
                "(?, ?)",
                "ON CONFLICT DO NOTHING",
                append.timersSet(),
                AppendStatement::alarm);
        rows.part(
                "INSERT INTO consumed (topic, partition, next_offset) VALUES",
                "(?, ?, ?)",
                "ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset",
                append.consumed(),
                (position, values) -> values.addString(position.topic())
                        .addInteger(position.partition())
                        .addLong(position.nextOffset()));
        rows.part(
                "INSERT INTO outcome_sequence (source, subject, sequence) VALUES",
                "(?, ?, ?)",
                "ON CONFLICT (source, subject) DO UPDATE SET sequence = excluded.sequence",
                append.heard(),
                AppendStatement::heard);
        return rows;
    }

    private void receipt(Receipt receipt, Tuple values) {
        values.addString(receipt.id().source())
                .addString(receipt.id().id())
                .addString(receipt.digest())
                .addString(
                        receipt.reply().isEmpty()
                                ? NullNode.instance.toString()
                                : codec.toJson(receipt.reply().getFirst()).toString())
                .addOffsetDateTime(time(receipt.handledAt()));
    }

    private void event(NewEvent event, Tuple values) {
        Recorded<?> recorded = event.recorded();
        values.addString(recorded.stream())
                .addLong(recorded.version())
                .addString(MessageTypes.of(recorded))
                .addOffsetDateTime(time(recorded.time()))
                .addString(recorded.actor())
                .addString(recorded.reason())
                .addString(codec.toJson(recorded.data()).toString())
                .addString(recorded.hash())
                .addString(recorded.previousHash())
                .addLong(event.commandsSent())
                .addString(event.traceparent());
    }

    private static void message(OutboxMessage message, Tuple values) {
        values.addString(message.topic())
                .addValue(buffer(message.key()))
                .addString(HeadersJson.write(message.headers()))
                .addValue(buffer(message.value()));
    }

    private static void alarm(Alarm alarm, Tuple values) {
        values.addString(alarm.stream()).addOffsetDateTime(time(alarm.due()));
    }

    private static void heard(HeardSequence heard, Tuple values) {
        values.addString(heard.source()).addString(heard.subject()).addLong(heard.sequence());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
