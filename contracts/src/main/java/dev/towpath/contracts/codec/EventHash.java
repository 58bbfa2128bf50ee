package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The hash that chains an event to its predecessor, for whoever writes a history and for whoever verifies one: the
 * lower-case hex SHA-256 of the {@link CanonicalJson} text of exactly this object:
 *
 * <pre>
 * {"actor", "data", "previous_hash", "reason", "stream", "time", "type", "version"}
 * </pre>
 *
 * where {@code data} is the event's body as stored, {@code time} is ISO-8601 in UTC with as many groups of three
 * fraction digits as it needs (microseconds at most), and {@code previous_hash} of a first event is {@link #FIRST}.
 */
public final class EventHash {
    /** The predecessor's hash of an event that has none: 64 zeros. */
    public static final String FIRST = "0".repeat(64);

    private static final String[] BESIDE_THE_STREAM = {
        "version", "type", "time", "actor", "reason", "data", "previous_hash"
    };

    private EventHash() {}

    /**
     * The hash of one event of {@code stream}, given with its members as {@code GET /api/rollouts/{id}/history} shows
     * them; further members ({@code position}, {@code hash}) count for nothing.
     */
    public static String of(String stream, JsonNode event) {
        ObjectNode hashed = JsonNodeFactory.instance.objectNode();
        hashed.put("stream", stream);
        for (String name : BESIDE_THE_STREAM) {
            hashed.set(name, event.required(name));
        }
        return CanonicalJson.sha256(hashed);
    }
}
