package dev.towpath.orchestrator.services;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every instance's last word, one row for each database that it uses. The last word received wins, by whichever way it
 * came; a word from the topic is stored together with the position behind it, in the order of the topic.
 *
 * <p>Failure semantics: each call is one statement, done or not done; repeating it is harmless.
 */
@Singleton
public final class PostgresPresence {
    /** What an instance said, and the record that said so. */
    public record Word(InstancePresent present, OriginalRecord record) {}

    private final Pool pool;
    private final MessageCodec codec;

    public PostgresPresence(Pool pool, MessageCodec codec) {
        this.pool = pool;
        this.codec = codec;
    }

    /** An instance spoke just now; true if it said something new. */
    public Uni<Boolean> said(InstancePresent present, Instant now) {
        return changed(PresenceStatements.SAID_BY_HTTP, words(present, now));
    }

    /** The same from the topic; the time is that of its reception, since no two clocks need to agree. */
    public Uni<Boolean> said(InstancePresent present, Instant now, OriginalRecord record) {
        return said(List.of(new Word(present, record)), now);
    }

    /** Many from one partition of the topic, in its order, in one commit; true if one of them said something new. */
    public Uni<Boolean> said(List<Word> words, Instant now) {
        OriginalRecord last = words.getLast().record();
        return changed(
                PresenceStatements.SAID_ON_TOPIC,
                Tuple.tuple()
                        .addValue(texts(words, present -> present.service().value()))
                        .addValue(texts(words, present -> present.instance().value()))
                        .addValue(texts(words, present -> present.database().value()))
                        .addValue(texts(words, present -> present.version().value()))
                        .addValue(texts(words, this::acknowledged))
                        .addValue(words.stream()
                                .map(word -> word.record().offset())
                                .toArray(Long[]::new))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addString(last.topic())
                        .addInteger(last.partition())
                        .addLong(last.offset() + 1));
    }

    /** The instance is no more, on all databases; true unless that was known, or it was never heard of. */
    public Uni<Boolean> goodbye(InstanceKey instance) {
        return changed(PresenceStatements.GOODBYE_BY_HTTP, name(instance));
    }

    /** The same from the topic. */
    public Uni<Boolean> goodbye(InstanceKey instance, OriginalRecord record) {
        return changed(PresenceStatements.GOODBYE_ON_TOPIC, place(name(instance), record));
    }

    /** Somebody answers for it that the instance is no more; false if it was never heard of. */
    public Uni<Boolean> retire(InstanceKey instance, String actor, String reason) {
        Tuple parameters = name(instance).addString(actor).addString(reason);
        return pool.preparedQuery(PresenceStatements.RETIRE).execute(parameters).map(rows -> rows.rowCount() > 0);
    }

    /** Everybody who was heard of, of one database or of all, by service, database and instance; as of one moment. */
    public Uni<PresenceSeen> seen(Optional<DatabaseId> database) {
        Tuple parameters = Tuple.of(database.map(DatabaseId::value).orElse(""), ListeningClock.LONGEST_GAP.toMillis());
        return pool.preparedQuery(PresenceStatements.READ).execute(parameters).map(this::seen);
    }

    /** Reads the topic from its start again: it is another one, or was cut. */
    public Uni<Void> forgetPosition(String topic, int partition) {
        return pool.preparedQuery(PresenceStatements.FORGET_POSITION)
                .execute(Tuple.of(topic, partition))
                .replaceWithVoid();
    }

    /** Drops who left more than a day ago; of each service somebody stays. */
    public Uni<Void> forgetLongGone() {
        return pool.preparedQuery(PresenceStatements.FORGET_LONG_GONE).execute().replaceWithVoid();
    }

    private Uni<Boolean> changed(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.iterator().next().getBoolean("changed"));
    }

    private static Tuple name(InstanceKey instance) {
        return Tuple.of(instance.service().value(), instance.instance().value());
    }

    private Tuple words(InstancePresent present, Instant now) {
        return name(new InstanceKey(present.service(), present.instance()))
                .addString(present.database().value())
                .addString(present.version().value())
                .addString(acknowledged(present))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
    }

    private String acknowledged(InstancePresent present) {
        return codec.toJson(present).get("acknowledged").toString();
    }

    private static String[] texts(List<Word> words, Function<InstancePresent, String> part) {
        return words.stream().map(word -> part.apply(word.present())).toArray(String[]::new);
    }

    private static Tuple place(Tuple parameters, OriginalRecord record) {
        return parameters
                .addString(record.topic())
                .addInteger(record.partition())
                .addLong(record.offset());
    }

    private PresenceSeen seen(RowSet<Row> rows) {
        List<KnownInstance> instances = new ArrayList<>(rows.size());
        Listening listening = new Listening(false, Duration.ZERO);
        for (Row row : rows) {
            listening = new Listening(row.getBoolean("listening"), Duration.ofMillis(row.getLong("steady_ms")));
            if (row.getString("service") != null) {
                instances.add(new KnownInstance(
                        said(row),
                        row.getOffsetDateTime("said_at").toInstant(),
                        Duration.ofMillis(row.getLong("silence_ms")),
                        sessions(row),
                        leave(row)));
            }
        }
        return new PresenceSeen(listening, instances);
    }

    private InstancePresent said(Row row) {
        try {
            var json = codec.mapper().createObjectNode();
            json.put("service", row.getString("service"))
                    .put("instance", row.getString("instance"))
                    .put("version", row.getString("version"))
                    .put("database", row.getString("database"))
                    .set("acknowledged", codec.mapper().readTree(row.getString("acknowledged")));
            return codec.fromJson(json, InstancePresent.class);
        } catch (JsonProcessingException | UnreadableMessage e) {
            throw new IllegalStateException("a stored word can't be read", e);
        }
    }

    private static Sessions sessions(Row row) {
        Long sessionless = row.getLong("sessionless_ms");
        return sessionless == null ? new Sessions.NeverShown() : new Sessions.Shown(Duration.ofMillis(sessionless));
    }

    private static Leave leave(Row row) {
        return switch (row.getString("ended")) {
            case "goodbye" ->
                new Leave.Goodbye(row.getOffsetDateTime("ended_at").toInstant());
            case "retired" ->
                new Leave.Retired(
                        row.getOffsetDateTime("ended_at").toInstant(),
                        row.getString("ended_by"),
                        row.getString("ended_reason"));
            default -> new Leave.Stays();
        };
    }
}
