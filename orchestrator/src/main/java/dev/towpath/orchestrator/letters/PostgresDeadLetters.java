package dev.towpath.orchestrator.letters;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.eventstore.HeadersJson;
import dev.towpath.orchestrator.eventstore.MessagesWaiting;
import dev.towpath.orchestrator.letters.LetterDocument.Replay;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters as the store keeps them. A letter is kept once, however often it came; it is put back in one commit with
 * the note of who did that and why, through the outbox like every message.
 *
 * <p>Failure semantics: each call is one statement, done or not done; repeating it is harmless.
 */
@Singleton
public final class PostgresDeadLetters {
    private final Pool pool;
    private final MessageCodec codec;
    private final MessagesWaiting waiting;

    public PostgresDeadLetters(Pool pool, MessageCodec codec, MessagesWaiting waiting) {
        this.pool = pool;
        this.codec = codec;
        this.waiting = waiting;
    }

    /** Keeps a record of {@code towpath.dead-letters}, together with the position behind it. */
    public Uni<Void> keep(OriginalRecord record) {
        return pool.preparedQuery(LetterStatements.KEEP)
                .execute(ReceivedLetter.read(record, codec).parameters())
                .replaceWithVoid();
    }

    /** Up to {@code limit} letters by number, of one topic or, if that is empty, of all; without those put back, if so asked. */
    public Uni<List<LetterDocument>> list(String topic, boolean waitingOnly, int limit) {
        return pool.preparedQuery(LetterStatements.LIST)
                .execute(Tuple.of(topic, waitingOnly, limit))
                .map(rows -> {
                    List<LetterDocument> letters = new ArrayList<>(rows.size());
                    rows.forEach(row -> letters.add(document(row)));
                    return letters;
                });
    }

    public Uni<Optional<LetterContent>> find(long id) {
        return pool.preparedQuery(LetterStatements.FIND).execute(Tuple.of(id)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(LetterContent.of(
                        document(row),
                        bytes(row, "key"),
                        HeadersJson.read(row.getString("headers")),
                        bytes(row, "value")));
            }
            return Optional.empty();
        });
    }

    /** How many were never put back. */
    public Uni<Long> waiting() {
        return pool.preparedQuery(LetterStatements.WAITING)
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Puts those letters back that this command has not put back before. */
    Uni<Void> replay(List<Long> ids, String command, String actor, String reason, Instant now) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfLong(ids.toArray(Long[]::new))
                .addString(command)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addString(actor)
                .addString(reason);
        return pool.preparedQuery(LetterStatements.REPLAY)
                .execute(parameters)
                .invoke(waiting::ring)
                .replaceWithVoid();
    }

    private static LetterDocument document(Row row) {
        return new LetterDocument(
                row.getLong("id"),
                time(row, "dead_at"),
                row.getString("put_aside_by"),
                row.getString("rule"),
                row.getString("detail"),
                row.getInteger("attempts"),
                row.getString("first_error"),
                row.getString("last_error"),
                row.getString("topic"),
                row.getInteger("topic_partition"),
                row.getLong("topic_offset"),
                time(row, "sent_at"),
                row.getBoolean("complete"),
                row.getString("source"),
                row.getString("message_id"),
                row.getString("type"),
                row.getString("rollout"),
                replays(row.getJsonArray("replays")));
    }

    private static List<Replay> replays(JsonArray all) {
        return IntStream.range(0, all.size())
                .mapToObj(all::getJsonObject)
                .map(replay -> new Replay(
                        OffsetDateTime.parse(replay.getString("time")).toInstant(),
                        replay.getString("actor"),
                        replay.getString("reason")))
                .toList();
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static byte @Nullable [] bytes(Row row, String column) {
        Buffer buffer = row.get(Buffer.class, column);
        return buffer == null ? null : buffer.getBytes();
    }
}
