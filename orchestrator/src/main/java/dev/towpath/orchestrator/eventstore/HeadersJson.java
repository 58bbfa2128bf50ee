package dev.towpath.orchestrator.eventstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kafka headers as the outbox keeps them: {@code [["name", "text"], …]}, in order. A value that is no UTF-8 is kept as
 * {@code {"base64": "…"}}, so that a foreign record comes out as it went in.
 */
public final class HeadersJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HeadersJson() {}

    public static String write(List<Header> headers) {
        ArrayNode all = JSON.createArrayNode();
        for (Header header : headers) {
            ArrayNode pair = all.addArray().add(header.name());
            String text = text(header.value());
            if (text != null) {
                pair.add(text);
            } else if (header.value() == null) {
                pair.addNull();
            } else {
                pair.addObject().put("base64", Base64.getEncoder().encodeToString(header.value()));
            }
        }
        return all.toString();
    }

    public static List<Header> read(String json) {
        try {
            List<Header> headers = new ArrayList<>();
            for (JsonNode pair : JSON.readTree(json)) {
                headers.add(new Header(pair.path(0).asText(), value(pair.path(1))));
            }
            return headers;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the outbox holds headers that are not JSON", e);
        }
    }

    private static byte @Nullable [] value(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return value.isTextual()
                ? value.asText().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(value.path("base64").asText());
    }

    private static @Nullable String text(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
