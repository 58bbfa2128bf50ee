package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTreeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 1\\na: 2            | the key 'a' is given twice (line 2, column 1)
            a: {b: 1, b: 2}        | the key 'b' is given twice (line 1, column 11)
            a: 1\\n---\\na: 2      | a second document; a rollout file holds one (line 2, column 1)
            a: &x 1\\nb: 2         | an anchor
            a: *x                  | an alias; write the value out (line 1, column 4)
            a: !!str 1             | a tag; put text in quotes instead (line 1, column 4)
            !t {a: 1}              | a tag
            a: [1, 2               | (line 1, column
            a: b: c                | (line 1, column
            ? [a]\\n: 1            | a key must be a plain name (line 1, column 3)
            \\ta: 1                | (line 1, column 1)
            """)
    void what_readers_disagree_on_is_refused_with_its_place(String yaml, String detail) {
        UnreadableMessage refused = catchThrowableOfType(
                UnreadableMessage.class,
                () -> YamlTree.parse(yaml.replace("\\n", "\n").replace("\\t", "\t")));

        assertThat(refused.rule()).isEqualTo("UnreadableMessage");
        assertThat(refused.detail()).contains(detail);
    }

    @Test
    void only_json_spellings_are_not_text() throws UnreadableMessage {
        assertThat(YamlTree.parse("[1, -2, 1.5, true, null, ~, no, 0x1F, 007, 20260306_1, 12:30, 2026-03-06, '1', yes]")
                        .toString())
                .isEqualTo("[1,-2,1.5,true,null,null,\"no\",\"0x1F\",\"007\",\"20260306_1\",\"12:30\",\"2026-03-06\","
                        + "\"1\",\"yes\"]");
    }

    @Test
    void deep_nesting_is_refused() {
        UnreadableMessage refused =
                catchThrowableOfType(UnreadableMessage.class, () -> YamlTree.parse("[".repeat(100_000)));

        assertThat(refused.detail()).contains("nested deeper than 50 levels");
    }

    @Test
    void a_character_that_yaml_forbids_is_refused() {
        UnreadableMessage refused = catchThrowableOfType(UnreadableMessage.class, () -> YamlTree.parse("a: b\u0001"));

        assertThat(refused.rule()).isEqualTo("UnreadableMessage");
    }

    @Test
    void an_empty_file_has_no_tree() throws UnreadableMessage {
        assertThat(YamlTree.parse("# nothing\n").isMissingNode()).isTrue();
    }
}
