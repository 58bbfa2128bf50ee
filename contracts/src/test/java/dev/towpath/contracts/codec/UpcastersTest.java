package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpcastersTest {
    private static final ObjectNode FIRST =
            JsonNodeFactory.instance.objectNode().put("a", 1);
    private final Upcasters upcasters = new Upcasters(Map.of(
            "e.v1",
                    new Upcasters.Upcaster("e.v2", data -> ((ObjectNode) data.deepCopy())
                            .put("b", data.get("a").intValue() + 1)),
            "e.v2", new Upcasters.Upcaster("e.v3", data -> ((ObjectNode) data.deepCopy()).without("a"))));

    @Test
    void an_old_event_is_lifted_a_version_at_a_time() {
        Upcasters.Typed newest = upcasters.newest("e.v1", FIRST);

        assertThat(newest.type()).isEqualTo("e.v3").isEqualTo(upcasters.newestType("e.v1"));
        assertThat(newest.data().toString()).isEqualTo("{\"b\":2}");
        assertThat(FIRST.toString()).isEqualTo("{\"a\":1}");
    }

    @Test
    void the_newest_event_stays_as_it_is() {
        assertThat(upcasters.newest("e.v3", FIRST)).isEqualTo(new Upcasters.Typed("e.v3", FIRST));
    }
}
