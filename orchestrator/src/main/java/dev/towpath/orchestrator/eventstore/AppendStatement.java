package dev.towpath.orchestrator.eventstore;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.MessageTypes;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An append as one statement, so that it commits by itself in one round trip: the transaction takes its id only after
 * the stream was read, and no lock is held while anybody thinks. A later version therefore always has a later
 * transaction id.
 */
final class AppendStatement {
    static final String SQL = """
            WITH current AS (
            """ + StoreGeneration.CURRENT + """
            ), receipts AS (
              INSERT INTO receipt (source, id, digest, reply, handled_at)
              SELECT source, id, digest, reply::json, handled_at
                FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
                  AS r (source, id, digest, reply, handled_at)
            ), events AS (
              INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash, previous_hash,
                                 commands_sent, traceparent)
              SELECT (SELECT generation FROM current), stream, version, type, time, actor, reason, body::json, hash,
                     previous_hash, commands_sent, traceparent
                FROM unnest($6::text[], $7::bigint[], $8::text[], $9::timestamptz[], $10::text[], $11::text[],
                            $12::text[], $13::text[], $14::text[], $15::bigint[], $30::text[]) WITH ORDINALITY
                  AS e (stream, version, type, time, actor, reason, body, hash, previous_hash, commands_sent,
                        traceparent, n)
               ORDER BY n
            ), messages AS (
              INSERT INTO outbox (generation, topic, key, headers, value)
              SELECT (SELECT generation FROM current), topic, key, headers::json, value
                FROM unnest($16::text[], $17::bytea[], $18::text[], $19::bytea[]) WITH ORDINALITY
                  AS m (topic, key, headers, value, n)
               ORDER BY n
            ), rung AS (
              DELETE FROM timer
               USING unnest($20::text[], $21::timestamptz[]) AS r (stream, due)
               WHERE timer.stream = r.stream AND timer.due = r.due
            ), set AS (
              INSERT INTO timer (stream, due)
              SELECT DISTINCT stream, due FROM unnest($22::text[], $23::timestamptz[]) AS s (stream, due)
              ON CONFLICT DO NOTHING
            ), consumed AS (
              INSERT INTO consumed (topic, partition, next_offset)
              SELECT topic, partition, next_offset
                FROM unnest($24::text[], $25::int[], $26::bigint[]) AS c (topic, partition, next_offset)
              ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
            )
            INSERT INTO outcome_sequence (source, subject, sequence)
            SELECT source, subject, sequence
              FROM unnest($27::text[], $28::text[], $29::bigint[]) AS h (source, subject, sequence)
            ON CONFLICT (source, subject) DO UPDATE SET sequence = excluded.sequence""";

    private final MessageCodec codec;

    AppendStatement(MessageCodec codec) {
        this.codec = codec;
    }

    Tuple parameters(Append append) {
        Tuple tuple = Tuple.tuple();
        receipts(tuple, append.receipts());
        events(tuple, append.events());
        messages(tuple, append.messages());
        alarms(tuple, append.timersRung());
        alarms(tuple, append.timersSet());
        consumed(tuple, append.consumed());
        heard(tuple, append.heard());
        return tuple.addValue(texts(append.events(), NewEvent::traceparent));
    }

    private void receipts(Tuple tuple, List<Receipt> receipts) {
        tuple.addValue(texts(receipts, receipt -> receipt.id().source()))
                .addValue(texts(receipts, receipt -> receipt.id().id()))
                .addValue(texts(receipts, Receipt::digest))
                .addValue(texts(
                        receipts,
                        receipt -> receipt.reply().isEmpty()
                                ? NullNode.instance.toString()
                                : codec.toJson(receipt.reply().getFirst()).toString()))
                .addValue(times(receipts, Receipt::handledAt));
    }

    private void events(Tuple tuple, List<NewEvent> events) {
        tuple.addValue(texts(events, event -> event.recorded().stream()))
                .addValue(numbers(events, event -> event.recorded().version()))
                .addValue(texts(events, event -> MessageTypes.of(event.recorded())))
                .addValue(times(events, event -> event.recorded().time()))
                .addValue(texts(events, event -> event.recorded().actor()))
                .addValue(texts(events, event -> event.recorded().reason()))
                .addValue(texts(
                        events, event -> codec.toJson(event.recorded().data()).toString()))
                .addValue(texts(events, event -> event.recorded().hash()))
                .addValue(texts(events, event -> event.recorded().previousHash()))
                .addValue(numbers(events, NewEvent::commandsSent));
    }

    private static void messages(Tuple tuple, List<OutboxMessage> messages) {
        tuple.addValue(texts(messages, OutboxMessage::topic))
                .addValue(messages.stream().map(m -> buffer(m.key())).toArray(Buffer[]::new))
                .addValue(texts(messages, message -> HeadersJson.write(message.headers())))
                .addValue(messages.stream().map(m -> buffer(m.value())).toArray(Buffer[]::new));
    }

    private static void alarms(Tuple tuple, List<Alarm> alarms) {
        tuple.addValue(texts(alarms, Alarm::stream)).addValue(times(alarms, Alarm::due));
    }

    private static void consumed(Tuple tuple, List<ConsumedPosition> positions) {
        tuple.addValue(texts(positions, ConsumedPosition::topic))
                .addValue(positions.stream().map(ConsumedPosition::partition).toArray(Integer[]::new))
                .addValue(numbers(positions, ConsumedPosition::nextOffset));
    }

    private static void heard(Tuple tuple, List<HeardSequence> sequences) {
        tuple.addValue(texts(sequences, HeardSequence::source))
                .addValue(texts(sequences, HeardSequence::subject))
                .addValue(numbers(sequences, HeardSequence::sequence));
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> Long[] numbers(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private static <T> OffsetDateTime[] times(List<T> rows, Function<T, Instant> column) {
        return rows.stream()
                .map(row -> column.apply(row).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
