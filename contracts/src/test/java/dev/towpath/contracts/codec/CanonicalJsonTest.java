package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private static String canonical(String json) throws Exception {
        return CanonicalJson.of(new ObjectMapper().readTree(json));
    }

    @Test
    void members_are_sorted_and_white_space_is_gone() throws Exception {
        assertThat(canonical("{ \"b\" : [1, 2 ,{\"z\":null,\"a\":true}],\n \"a\":\"x\" }"))
                .isEqualTo("{\"a\":\"x\",\"b\":[1,2,{\"a\":true,\"z\":null}]}");
    }

    @Test
    void strings_are_escaped_only_where_json_demands_it() throws Exception {
        assertThat(canonical("\"\\u00e9\\u001f\\n\\/\\\\\\\"\"")).isEqualTo("\"é\\u001f\\n/\\\\\\\"\"");
    }

    @Test
    void numbers_of_equal_value_are_spelled_alike_and_never_at_length() throws Exception {
        assertThat(canonical("[1.50, 15e-1, 12345678901234567890, 1e999999999]"))
                .startsWith("[1.5,1.5,12345678901234567890,")
                .hasSizeLessThan(60);
    }
}
