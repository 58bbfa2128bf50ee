package dev.towpath.orchestrator.eventstore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.codec.EventHash;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.StreamEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Chains each event of a stream to its predecessor by its {@link EventHash}. */
public final class HashChain {
    /** The predecessor's hash of an event that has none. */
    public static final String FIRST = EventHash.FIRST;

    private HashChain() {}

    /** The event after {@code head}. {@code time} must not be finer than microseconds: the store keeps no more. */
    public static Recorded<?> next(
            MessageCodec codec, StreamHead head, StreamEvent event, Instant time, String actor, String reason) {
        if (!time.equals(time.truncatedTo(ChronoUnit.MICROS))) {
            throw new IllegalArgumentException("an event's time is kept in microseconds");
        }
        Recorded<StreamEvent> unhashed =
                new Recorded<>(head.stream(), head.version() + 1, time, actor, reason, event, "", head.hash());
        String hash = hash(unhashed, MessageTypes.of(event), codec.toJson(event));
        return new Recorded<>(
                unhashed.stream(), unhashed.version(), time, actor, reason, event, hash, unhashed.previousHash());
    }

    /** The hash that {@code event} must have, given its type and body as stored. */
    public static String hash(Recorded<?> event, String type, JsonNode body) {
        ObjectNode hashed = JsonNodeFactory.instance.objectNode();
        hashed.put("version", event.version());
        hashed.put("type", type);
        hashed.put("time", event.time().toString());
        hashed.put("actor", event.actor());
        hashed.put("reason", event.reason());
        hashed.set("data", body);
        hashed.put("previous_hash", event.previousHash());
        return EventHash.of(event.stream(), hashed);
    }
}
