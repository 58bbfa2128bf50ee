package dev.towpath.orchestrator.handling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.codec.CanonicalJson;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.MessageTypes;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import java.io.IOException;
import java.util.Map;

/**
 * Tells whether two messages of one identity say the same: SHA-256 over the canonical JSON of type and data, so that
 * layout, order of members and CloudEvents mode don't matter. What isn't JSON is compared by its bytes.
 */
final class CommandDigest {
    private CommandDigest() {}

    static String of(UserCommand command, MessageCodec codec) {
        return of(MessageTypes.of(command), codec.toJson(command));
    }

    static String of(OriginalRecord record, MessageCodec codec) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        try {
            JsonNode tree = codec.mapper().readTree(value);
            Map<String, String> headers = record.headerTexts();
            boolean structured = !headers.containsKey("ce_specversion") && tree.hasNonNull("specversion");
            return structured
                    ? of(tree.path("type").asText(), tree.path("data"))
                    : of(headers.getOrDefault("ce_type", ""), tree);
        } catch (IOException e) {
            return CanonicalJson.sha256(value);
        }
    }

    private static String of(String type, JsonNode data) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        said.put("type", type);
        said.set("data", data.isMissingNode() ? JsonNodeFactory.instance.nullNode() : data);
        return CanonicalJson.sha256(said);
    }
}
