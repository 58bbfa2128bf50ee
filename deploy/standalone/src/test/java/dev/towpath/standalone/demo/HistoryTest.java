package dev.towpath.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.codec.EventHash;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String STREAM = "shop.r1";

    private static ArrayNode chain(int events) {
        ArrayNode chain = new ObjectMapper().createArrayNode();
        String previous = EventHash.FIRST;
        for (int version = 1; version <= events; version++) {
            ObjectNode event = chain.addObject()
                    .put("version", version)
                    .put("type", "t" + version)
                    .put("time", "2026-03-06T10:00:00Z")
                    .put("actor", "a")
                    .put("reason", "");
            event.putObject("data").put("n", version);
            event.put("previous_hash", previous);
            previous = EventHash.of(STREAM, event);
            event.put("hash", previous);
        }
        return chain;
    }

    private static String fault(ArrayNode chain, ArrayNode heard) {
        return new History(STREAM, chain)
                .fault(heard.get(heard.size() - 1).path("hash").asText());
    }

    @Test
    void a_whole_chain_has_no_fault() {
        assertThat(fault(chain(4), chain(4))).isEmpty();
    }

    @Test
    void a_changed_event_is_found() {
        ArrayNode chain = chain(4);
        ((ObjectNode) chain.get(1).path("data")).put("n", 99);
        assertThat(fault(chain, chain(4))).contains("version 2 was changed");
    }

    @Test
    void a_changed_event_with_its_own_hash_computed_again_is_found() {
        ArrayNode chain = chain(4);
        ((ObjectNode) chain.get(1)).put("actor", "b");
        ((ObjectNode) chain.get(1)).put("hash", EventHash.of(STREAM, chain.get(1)));
        assertThat(fault(chain, chain(4))).contains("version 3 does not follow");
    }

    @Test
    void a_missing_event_and_a_cut_tail_are_found() {
        ArrayNode gap = chain(4);
        gap.remove(2);
        assertThat(fault(gap, chain(4))).contains("version 3 is missing");
        assertThat(fault(chain(3), chain(4))).contains("heard over Kafka");
    }
}
