package dev.towpath.orchestrator.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a record of {@code towpath.presence} says. Its value is the presence object itself, or a CloudEvent with it in
 * either mode; its key names the same instance. No value: goodbye.
 */
public sealed interface PresenceMessage {
    record Present(InstancePresent present) implements PresenceMessage {}

    record Goodbye(InstanceKey instance) implements PresenceMessage {}

    /** Nobody knows what it says. */
    record Unfit(String rule, String detail) implements PresenceMessage {}

    RolloutFiles JSON = new RolloutFiles();

    static PresenceMessage read(OriginalRecord record, MessageCodec codec) {
        byte[] key = record.key();
        byte[] value = record.value();
        try {
            InstanceKey named = InstanceKey.parse(key == null ? "" : new String(key, StandardCharsets.UTF_8));
            return value == null ? new Goodbye(named) : agreeing(named, message(record.headerTexts(), value, codec));
        } catch (IllegalArgumentException malformed) {
            return new Unfit("InvalidValue", "key: " + malformed.getMessage());
        } catch (UnreadableMessage unreadable) {
            return new Unfit(unreadable.rule(), unreadable.detail());
        }
    }

    private static Message message(Map<String, String> headers, byte[] value, MessageCodec codec)
            throws UnreadableMessage {
        JsonNode tree = JSON.parse(value, RolloutFiles.Format.JSON);
        boolean cloudEvent = headers.containsKey("ce_specversion") || tree.has("specversion");
        return cloudEvent ? codec.decode(headers, value).data() : codec.fromJson(tree, InstancePresent.class);
    }

    private static PresenceMessage agreeing(InstanceKey named, Message message) {
        if (!(message instanceof InstancePresent present)) {
            return new Unfit("UnknownType", "not an instance's presence");
        }
        InstanceKey inside = new InstanceKey(present.service(), present.instance());
        return inside.equals(named)
                ? new Present(present)
                : new Unfit("KeyContradicts", "the key names " + named + ", the value " + inside);
    }
}
