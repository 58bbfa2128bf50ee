package dev.towpath.bench.orchestrator;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.HeadersJson;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.Receipt;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** What an append is compared with: the same bytes in the same tables and indexes, said as plainly as SQL can. */
final class PlainStatements {
    static final String PLAIN = """
            WITH r AS (
              INSERT INTO receipt (source, id, digest, reply, handled_at) VALUES ($1, $2, $3, 'null', $4)
            ), e AS (
              INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash, previous_hash,
                                 commands_sent, traceparent)
              VALUES (1, $5, $6, $7, $4, $8, $9, $10::text::json, $11, $12, 0, $17)
            )
            INSERT INTO outbox (generation, topic, key, headers, value) VALUES (1, $13, $14, $15::text::json, $16)""";

    static final String SINGLE = "INSERT INTO bench_single (id, body) VALUES ($1, $2)";

    private PlainStatements() {}

    static void prepare(Machine machine) throws SQLException {
        machine.execute("CREATE TABLE bench_single (id text PRIMARY KEY, body text NOT NULL);"
                + " ALTER TABLE bench_single OWNER TO towpath");
    }

    /** Each measurement begins with empty tables, and pays for no one else's pages. */
    static void empty(Machine machine) throws SQLException {
        machine.execute("TRUNCATE receipt, event, outbox, bench_single");
        machine.execute("CHECKPOINT");
    }

    static Tuple plain(Append append, MessageCodec codec) {
        Receipt receipt = append.receipts().getFirst();
        NewEvent first = append.events().getFirst();
        Recorded<?> event = first.recorded();
        OutboxMessage message = append.messages().getFirst();
        return Tuple.tuple()
                .addString(receipt.id().source())
                .addString(receipt.id().id())
                .addString(receipt.digest())
                .addOffsetDateTime(receipt.handledAt().atOffset(ZoneOffset.UTC))
                .addString(event.stream())
                .addLong(event.version())
                .addString(MessageTypes.of(event))
                .addString(event.actor())
                .addString(event.reason())
                .addString(codec.toJson(event.data()).toString())
                .addString(event.hash())
                .addString(event.previousHash())
                .addString(message.topic())
                .addValue(message.key() == null ? null : Buffer.buffer(message.key()))
                .addString(HeadersJson.write(message.headers()))
                .addValue(message.value() == null ? null : Buffer.buffer(message.value()))
                .addString(first.traceparent());
    }

    static Tuple single(Append append, MessageCodec codec) {
        StringBuilder all = new StringBuilder();
        Tuple plain = plain(append, codec);
        for (int i = 0; i < plain.size(); i++) {
            all.append(plain.getValue(i));
        }
        return Tuple.of(append.receipts().getFirst().id().id(), all.toString());
    }
}
