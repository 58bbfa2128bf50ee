package dev.towpath.orchestrator.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.event.Recorded;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** What the store's rows say. A type that this build doesn't know is {@link NewerLog}; anything else unreadable is a bug. */
final class StoredRows {
    private final MessageCodec codec;

    StoredRows(MessageCodec codec) {
        this.codec = codec;
    }

    List<StoredEvent> events(RowSet<Row> rows) {
        List<StoredEvent> events = new ArrayList<>(rows.size());
        for (Row row : rows) {
            events.add(event(row));
        }
        return events;
    }

    private StoredEvent event(Row row) {
        String type = row.getString("type");
        try {
            Recorded<?> recorded = new Recorded<>(
                    row.getString("stream"),
                    row.getLong("version"),
                    row.getOffsetDateTime("time").toInstant(),
                    row.getString("actor"),
                    row.getString("reason"),
                    codec.event(type, json(row.getString("body"))),
                    row.getString("hash"),
                    row.getString("previous_hash"));
            Cursor cursor = new Cursor(row.getInteger("generation"), row.getLong("tx"), row.getLong("position"));
            return new StoredEvent(cursor, type, row.getLong("commands_sent"), recorded, row.getString("traceparent"));
        } catch (UnreadableMessage e) {
            String stream = row.getString("stream");
            long version = row.getLong("version");
            throw e.kind() == UnreadableMessage.Rule.UNKNOWN_TYPE
                    ? new NewerLog(stream, version, type, e)
                    : new IllegalStateException("event " + version + " of stream " + stream + " can't be read", e);
        }
    }

    /** None or one. */
    List<CommandReply> reply(String reply) {
        JsonNode json = json(reply);
        try {
            return json.isNull() ? List.of() : List.of(codec.fromJson(json, CommandReply.class));
        } catch (UnreadableMessage e) {
            throw new IllegalStateException("a stored reply can't be read", e);
        }
    }

    private JsonNode json(String text) {
        try {
            return codec.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a json column holds no JSON", e);
        }
    }
}
