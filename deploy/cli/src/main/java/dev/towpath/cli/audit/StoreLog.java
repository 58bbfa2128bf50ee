package dev.towpath.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.audit.AnchorBook;
import dev.towpath.contracts.audit.Finding;
import dev.towpath.contracts.audit.LogPlace;
import dev.towpath.contracts.audit.LogVerifier;
import dev.towpath.contracts.audit.LoggedEvent;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

/** The store's tables {@code event} and {@code anchor}, as they are. */
final class StoreLog {
    private static final String EVENTS = """
            SELECT stream, version, generation, tx::text::bigint AS tx, position, type, time, actor, reason,
                   body::text AS body, hash, previous_hash
              FROM event ORDER BY stream COLLATE "C", version""";

    private static final String ANCHORS = "SELECT number, body::text AS body FROM anchor ORDER BY number DESC";

    private final Session session;
    private final MessageCodec codec = new MessageCodec();

    StoreLog(Session session) {
        this.session = session;
    }

    void anchors(AnchorBook book, Consumer<Finding> found) {
        book.expectAll(AnchorBook.STORE);
        session.each(ANCHORS, row -> {
            try {
                book.inStore(codec.fromJson(codec.mapper().readTree(row.getString("body")), Anchor.class));
            } catch (JsonProcessingException | UnreadableMessage e) {
                found.accept(new Finding.AnchorEdited(AnchorBook.STORE, row.getLong("number")));
            }
        });
    }

    void events(LogVerifier verifier) {
        session.each(EVENTS, row -> read(row, verifier));
    }

    private void read(ResultSet row, LogVerifier verifier) throws SQLException {
        String stream = row.getString("stream");
        long version = row.getLong("version");
        ObjectNode event = codec.mapper().createObjectNode();
        event.put("version", version);
        event.put("type", row.getString("type"));
        event.put(
                "time", row.getObject("time", OffsetDateTime.class).toInstant().toString());
        event.put("actor", row.getString("actor"));
        event.put("reason", row.getString("reason"));
        event.put("previous_hash", row.getString("previous_hash"));
        event.put("hash", row.getString("hash"));
        try {
            event.set("data", codec.mapper().readTree(row.getString("body")));
        } catch (JsonProcessingException e) {
            verifier.unreadable(stream, version, "its body is not JSON, or has a member twice");
            return;
        }
        LogPlace place = new LogPlace(row.getInt("generation"), row.getLong("tx"), row.getLong("position"));
        verifier.accept(new LoggedEvent(stream, version, place, event));
    }
}
