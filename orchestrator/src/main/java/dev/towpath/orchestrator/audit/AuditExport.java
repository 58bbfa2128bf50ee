package dev.towpath.orchestrator.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.audit.AuditFile;
import dev.towpath.contracts.audit.Summaries;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.Recorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Makes the {@link AuditFile} of a rollout. Bodies are taken as they are stored: what is hashed is not lifted to a newer shape. */
@Singleton
public final class AuditExport {
    private static final String EVENTS = """
            SELECT version, type, time, actor, reason, body::text AS body, hash, previous_hash
              FROM event WHERE stream = $1 ORDER BY version""";

    /** The last that covers an event of the stream; the first at or after that event does. */
    private static final String ANCHOR = """
            SELECT covering.body::text AS body
              FROM event e
              JOIN LATERAL (SELECT body FROM anchor a
                             WHERE (a.generation, a.tx, a.position) >= (e.generation, e.tx, e.position)
                             ORDER BY a.generation, a.tx, a.position LIMIT 1) AS covering ON true
             WHERE e.stream = $1
             ORDER BY e.version DESC LIMIT 1""";

    private final Pool pool;
    private final MessageCodec codec;

    public AuditExport(Pool pool, MessageCodec codec) {
        this.pool = pool;
        this.codec = codec;
    }

    /** A file without events if there is no such rollout. The anchor is read first: it covers nothing that isn't read. */
    public Uni<AuditFile> of(RolloutId rollout) {
        Tuple stream = Tuple.of(rollout.toString());
        return pool.preparedQuery(ANCHOR).execute(stream).map(this::anchors).chain(anchors -> pool.preparedQuery(EVENTS)
                .execute(stream)
                .map(rows -> file(rollout, events(rollout, rows), anchors)));
    }

    private AuditFile file(RolloutId rollout, List<JsonNode> events, List<Anchor> anchors) {
        List<Recorded<?>> recorded = new ArrayList<>();
        events.forEach(event -> recorded.add(read(event, Recorded.class)));
        return new AuditFile(AuditFile.FORMAT, rollout.toString(), Summaries.of(recorded), events, anchors);
    }

    private List<Anchor> anchors(RowSet<Row> rows) {
        List<Anchor> anchors = new ArrayList<>();
        rows.forEach(row -> anchors.add(read(json(row.getString("body")), Anchor.class)));
        return anchors;
    }

    private List<JsonNode> events(RolloutId rollout, RowSet<Row> rows) {
        List<JsonNode> events = new ArrayList<>();
        for (Row row : rows) {
            ObjectNode event = codec.mapper().createObjectNode();
            event.put("stream", rollout.toString());
            event.put("version", row.getLong("version"));
            event.put("type", row.getString("type"));
            event.put("time", row.getOffsetDateTime("time").toInstant().toString());
            event.put("actor", row.getString("actor"));
            event.put("reason", row.getString("reason"));
            event.set("data", json(row.getString("body")));
            event.put("hash", row.getString("hash"));
            event.put("previous_hash", row.getString("previous_hash"));
            events.add(event);
        }
        return events;
    }

    private JsonNode json(String text) {
        try {
            return codec.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a json column holds no JSON", e);
        }
    }

    private <T> T read(JsonNode json, Class<T> kind) {
        try {
            return codec.mapper().treeToValue(json, kind);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is stored can't be read as " + kind.getSimpleName(), e);
        }
    }
}
