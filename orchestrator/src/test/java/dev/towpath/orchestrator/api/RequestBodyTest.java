package dev.towpath.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private static final MediaType JSON = new MediaType("application", "json", "utf-8");
    private static final MediaType YAML = new MediaType("Application", "Yaml");

    @Test
    void the_content_type_says_how_a_rollout_file_is_read() throws UnreadableMessage {
        String yaml = "revision: r1\ndatabase: shop\nchanges:\n  - rename_column: {table: users, from: a, to: b}\n";
        String json = "{\"revision\":\"r1\",\"database\":\"shop\","
                + "\"changes\":[{\"rename_column\":{\"table\":\"users\",\"from\":\"a\",\"to\":\"b\"}}]}";

        assertThat(RequestBody.rollout(bytes(yaml), YAML)).isEqualTo(RequestBody.rollout(bytes(json), JSON));
    }

    @Test
    void another_content_type_is_refused_with_what_would_do() {
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> RequestBody.rollout(bytes("x"), MediaType.TEXT_HTML_TYPE))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(415))
                .withMessageContaining("application/yaml");
    }

    @Test
    void no_body_is_a_command_without_data() throws UnreadableMessage {
        assertThat(RequestBody.object(new byte[0], null)).isEmpty();
    }

    @Test
    void a_body_that_is_no_object_is_refused() {
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> RequestBody.object(bytes("[1]"), JSON))
                .satisfies(refused -> assertThat(refused.problem().rule()).isEqualTo("UnreadableMessage"));
    }

    @Test
    void more_than_256_KiB_is_refused_before_it_is_parsed() {
        assertThatExceptionOfType(UnreadableMessage.class)
                .isThrownBy(() -> RequestBody.object(new byte[256 * 1024 + 1], JSON))
                .satisfies(unreadable -> assertThat(unreadable.rule()).isEqualTo("TooLarge"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
