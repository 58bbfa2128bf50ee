package dev.towpath.contracts.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.codec.EventHash;

/**
 * An event as it was found, believed in nothing.
 *
 * @param event its members as {@code GET /api/rollouts/{id}/history} shows them, {@code data} as stored
 */
public record LoggedEvent(String stream, long version, LogPlace place, JsonNode event) {
    /** The hash that it says it has. */
    public String hash() {
        return event.path("hash").asText();
    }

    /** The hash that it says its predecessor has. */
    public String previousHash() {
        return event.path("previous_hash").asText();
    }

    /** The hash of what it holds. */
    public String computedHash() {
        return EventHash.of(stream, event);
    }
}
