package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What happens to a stored event when its type gets a new version, shown by an approval as if an older version had
 * called its gate {@code stage}. The older file stands for a history that is never rewritten: it carries its own hash.
 */
class LiftedHistoryTest {
    private static final String OLDER = "dev.towpath.event.stage-approved.v0";
    private static final String NEWER = "dev.towpath.event.stage-approved.v1";
    private static final Upcasters LIFT = new Upcasters(Map.of(OLDER, new Upcasters.Upcaster(NEWER, data -> {
        ObjectNode lifted = data.deepCopy();
        return lifted.set("gate", lifted.remove("stage"));
    })));

    private final MessageCodec codec = new MessageCodec(LIFT);
    private JsonNode golden;
    private JsonNode recorded;

    @BeforeEach
    void read() throws Exception {
        golden = codec.mapper()
                .readTree(Path.of("src/test/resources/golden/older/" + OLDER + ".json")
                        .toFile());
        recorded = golden.get("data");
    }

    @Test
    void an_older_event_of_the_store_is_read_as_today_s_record() throws Exception {
        assertThat(codec.event(OLDER, recorded.get("data")))
                .isEqualTo(new StageApproved(
                        GatePoint.CUTOVER, recorded.at("/data/plan_hash").asText()));
    }

    @Test
    void an_older_record_of_the_public_log_is_read_as_today_s_with_the_hash_it_had() throws Exception {
        var message = codec.decode(headers(), codec.mapper().writeValueAsBytes(recorded));

        assertThat(message.data()).isInstanceOfSatisfying(Recorded.class, event -> {
            assertThat(event.data()).isInstanceOf(StageApproved.class);
            assertThat(event.hash()).isEqualTo(recorded.get("hash").asText());
        });
    }

    @Test
    void the_hash_is_that_of_the_event_as_it_was_written() {
        assertThat(EventHash.of(recorded.get("stream").asText(), recorded))
                .isEqualTo(recorded.get("hash").asText());
    }

    @Test
    void without_its_upcaster_an_older_event_is_refused_by_name() {
        assertThatThrownBy(() -> new MessageCodec().event(OLDER, recorded.get("data")))
                .isInstanceOfSatisfying(UnreadableMessage.class, refused -> assertThat(refused.rule())
                        .isEqualTo("UnknownType"));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        golden.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }
}
