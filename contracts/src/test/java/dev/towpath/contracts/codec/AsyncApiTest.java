package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Topics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document, written by hand, against the tables of topics, types and schemas. */
class AsyncApiTest {
    private static final DatabaseId SHOP = new DatabaseId("shop");
    private static final Map<String, Set<String>> KINDS = Map.of(
            Topics.COMMANDS,
            Set.of("command"),
            Topics.COMMAND_REPLIES,
            Set.of("reply"),
            Topics.agentCommands(SHOP),
            Set.of("agent-command"),
            Topics.agentOutcomes(SHOP),
            Set.of("outcome"),
            Topics.agentProgress(SHOP),
            Set.of("progress"),
            Topics.EVENTS,
            Set.of("event"),
            Topics.PHASES,
            Set.of("phase"),
            Topics.PRESENCE,
            Set.of("presence"),
            Topics.ANCHORS,
            Set.of("audit"),
            Topics.DEAD_LETTERS,
            Set.of());

    private final JsonNode document;

    AsyncApiTest() throws UnreadableMessage {
        document = YamlTree.parse(Schemas.asyncApi());
    }

    @Test
    void every_topic_is_a_channel_with_the_messages_of_its_kind() {
        assertThat(document.get("channels")).hasSameSizeAs(KINDS.keySet());
        for (JsonNode channel : document.get("channels")) {
            String topic = channel.get("address").asText().replace("{database}", SHOP.value());
            Set<String> kinds = new TreeSet<>();
            channel.get("messages")
                    .forEach(message ->
                            kinds.add(resolve(message).get("name").asText().split("\\.")[2]));

            assertThat(kinds).as(topic).isEqualTo(KINDS.get(topic));
        }
    }

    @Test
    void every_type_is_a_message_on_one_channel_with_its_schema() {
        Set<String> names = new TreeSet<>();
        for (JsonNode channel : document.get("channels")) {
            for (JsonNode reference : channel.get("messages")) {
                JsonNode message = resolve(reference);
                String name = message.get("name").asText();
                assertThat(names.add(name)).as(name).isTrue();
                assertThat(message.at("/payload/$ref").asText()).isEqualTo("./schemas/" + name + ".json");
            }
        }

        assertThat(names).isEqualTo(new TreeSet<>(MessageTypes.all()));
        assertThat(document.at("/components/messages")).hasSameSizeAs(names);
    }

    @Test
    void every_reference_leads_somewhere() {
        document.findValues("$ref").forEach(reference -> {
            if (reference.asText().startsWith("#")) {
                assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse();
            }
        });
        document.get("operations").forEach(operation -> assertThat(
                        resolve(operation.get("channel")).has("address"))
                .isTrue());
    }

    private JsonNode resolve(JsonNode reference) {
        return document.at(reference.get("$ref").asText().substring(1));
    }
}
