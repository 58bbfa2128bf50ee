package dev.towpath.orchestrator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.api.problem.Problem;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request as the Content-Type says, and as strictly as the same thing on a topic. */
final class RequestBody {
    private static final Set<String> YAML =
            Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");
    private static final RolloutFiles FILES = new RolloutFiles();

    private RequestBody() {}

    /** A rollout file, YAML or JSON. */
    static RolloutSpec rollout(byte[] body, @Nullable MediaType type) throws UnreadableMessage {
        String name = name(type);
        if (isJson(name)) {
            return FILES.read(body, RolloutFiles.Format.JSON);
        }
        if (YAML.contains(name)) {
            return FILES.read(body, RolloutFiles.Format.YAML);
        }
        throw unsupported("a rollout file is sent as application/yaml or application/json");
    }

    /** A JSON object; no body at all is an empty one. */
    static ObjectNode object(byte[] body, @Nullable MediaType type) throws UnreadableMessage {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!isJson(name(type))) {
            throw unsupported("the data of a command is sent as application/json");
        }
        JsonNode node = FILES.parse(body, RolloutFiles.Format.JSON);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw RequestRefused.unreadable("UnreadableMessage", "the body must be one JSON object", "");
    }

    private static boolean isJson(String name) {
        return name.equals("application/json") || name.endsWith("+json");
    }

    private static String name(@Nullable MediaType type) {
        return type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    }

    private static RequestRefused unsupported(String remedy) {
        return new RequestRefused(Problem.at(415, "UnsupportedMediaType", remedy, "Content-Type"));
    }

    /** The path says whom {@code data} is about; a body that names another one is a mistake, not a choice. */
    static void address(ObjectNode data, String key, String addressed) {
        JsonNode inBody = data.get(key);
        if (inBody != null && !inBody.asText().equals(addressed)) {
            throw RequestRefused.unreadable(
                    "InvalidValue", "the body names another " + key + " than the path, " + addressed, key);
        }
        data.put(key, addressed);
    }
}
