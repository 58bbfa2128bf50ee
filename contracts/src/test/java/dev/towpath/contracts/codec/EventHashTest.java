package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class EventHashTest {
    private static ObjectNode event() throws Exception {
        return (ObjectNode) new ObjectMapper().readTree("""
                {"position":"1-1","version":1,"type":"t","time":"2026-03-06T10:00:00Z","actor":"a","reason":"r",
                 "data":{"b":1,"a":[]},"hash":"","previous_hash":"0"}
                """);
    }

    @Test
    void is_the_sha_256_of_the_canonical_text_of_the_documented_members() throws Exception {
        String text = "{\"actor\":\"a\",\"data\":{\"a\":[],\"b\":1},\"previous_hash\":\"0\",\"reason\":\"r\","
                + "\"stream\":\"s\",\"time\":\"2026-03-06T10:00:00Z\",\"type\":\"t\",\"version\":1}";
        assertThat(EventHash.of("s", event()))
                .isEqualTo(CanonicalJson.sha256(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void changes_with_every_member_that_is_hashed_and_with_no_other() throws Exception {
        String hash = EventHash.of("s", event());
        assertThat(EventHash.of("t", event())).isNotEqualTo(hash);
        for (String name : new String[] {"version", "type", "time", "actor", "reason", "data", "previous_hash"}) {
            assertThat(EventHash.of("s", event().put(name, "other"))).isNotEqualTo(hash);
        }
        assertThat(EventHash.of("s", event().put("position", "9-9").put("hash", "x")))
                .isEqualTo(hash);
    }
}
