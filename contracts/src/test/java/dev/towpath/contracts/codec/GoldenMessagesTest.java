package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.Envelope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wire as it was released. A file that differs means that messages in flight, or the history, can't be read any more:
 * make a new version of the type instead. A missing file is written by {@code -Dtowpath.write-golden=true}.
 */
class GoldenMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private final MessageCodec codec = new MessageCodec();

    static Stream<Envelope<?>> every_sample() {
        return Samples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("every_sample")
    void a_message_is_written_as_its_golden_file_has_it(Envelope<?> message) throws Exception {
        WireRecord written = codec.encode(message);
        JsonNode golden = golden(message, written);

        assertThat(headers(golden)).isEqualTo(written.headers());
        assertThat(golden.get("data")).isEqualTo(codec.mapper().readTree(written.value()));
    }

    @ParameterizedTest
    @MethodSource("every_sample")
    void a_golden_file_is_read_as_the_same_message_in_both_modes(Envelope<?> message) throws Exception {
        JsonNode golden = golden(message, codec.encode(message));
        byte[] data = codec.mapper().writeValueAsBytes(golden.get("data"));

        assertThat(codec.decode(headers(golden), data)).isEqualTo(message);
        assertThat(codec.decode(Map.of(), structured(golden))).isEqualTo(message);
    }

    @Test
    void every_type_has_a_golden_file() {
        assertThat(Samples.all().stream()
                        .map(sample -> MessageTypes.of(sample.data()))
                        .collect(Collectors.toSet()))
                .isEqualTo(MessageTypes.all());
    }

    private JsonNode golden(Envelope<?> message, WireRecord written) throws IOException {
        Path file = FOLDER.resolve(MessageTypes.of(message.data()) + ".json");
        if (Boolean.getBoolean("towpath.write-golden") && Files.notExists(file)) {
            ObjectNode content = codec.mapper().createObjectNode();
            content.set("headers", codec.mapper().valueToTree(new TreeMap<>(written.headers())));
            content.set("data", codec.mapper().readTree(written.value()));
            Files.writeString(file, content.toPrettyString() + "\n");
        }
        return codec.mapper().readTree(file.toFile());
    }

    private static Map<String, String> headers(JsonNode golden) {
        Map<String, String> headers = new TreeMap<>();
        golden.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private byte[] structured(JsonNode golden) throws IOException {
        ObjectNode event = codec.mapper().createObjectNode();
        headers(golden).forEach((name, text) -> {
            if (name.equals("ce_sequence") || name.equals("ce_streamversion")) {
                event.put(name.substring(3), Long.parseLong(text));
            } else {
                event.put(name.startsWith("ce_") ? name.substring(3) : "datacontenttype", text);
            }
        });
        event.set("data", golden.get("data"));
        return codec.mapper().writeValueAsBytes(event);
    }
}
