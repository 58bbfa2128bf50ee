package dev.towpath.planner.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "(a > 0) ~ a ~ 1 ~ (\"b c\" > 0)",
                "(a = 'it''s a') ~ a ~ 1 ~ (\"b c\" = 'it''s a')",
                "(a(a) = ab) ~ a ~ 1 ~ (a(\"b c\") = ab)",
                "((a)::a IS NULL) ~ a ~ 1 ~ ((\"b c\")::a IS NULL)",
                "(a.f(x) = (a).a) ~ a ~ 1 ~ (a.f(x) = (\"b c\").a)",
                "(a COLLATE a) ~ a ~ 1 ~ (\"b c\" COLLATE a)",
                "EXTRACT(a FROM a) ~ a ~ 1 ~ EXTRACT(a FROM \"b c\")",
                "SUBSTRING(a FROM 1) ~ a ~ 1 ~ SUBSTRING(\"b c\" FROM 1)",
                "(NOT a AND A.a) ~ a ~ 1 ~ (NOT \"b c\" AND A.a)",
                "(\"A\" = \"a\" || E'\\\\\"A\"') ~ \"A\" ~ 1 ~ (\"b c\" = \"a\" || E'\\\\\"A\"')",
                "(x AT TIME ZONE zone)::timestamp without time zone ~ zone ~ 1 ~ (x AT TIME ZONE \"b c\")::timestamp without time zone",
                "USING btree (a a, lower(a) DESC) INCLUDE (a) ~ a ~ 3 ~ USING btree (\"b c\" a, lower(\"b c\") DESC) INCLUDE (\"b c\")",
                "(x > 0) ~ a ~ 0 ~ (x > 0)",
            })
    void references_to_the_column_are_told_from_other_names(
            String sql, String column, int references, String expected) {
        assertThat(Definition.of(sql, column, references).map(definition -> definition.with("b c")))
                .contains(expected);
    }

    @Test
    void unless_as_many_are_found_as_the_server_counts_there_is_no_definition() {
        assertThat(Definition.of("(a = a)", "a", 1)).isEmpty();
        assertThat(Definition.of("row_to_json(t.*)", "a", 1)).isEmpty();
    }

    @Test
    void the_server_is_asked_for_its_own_spelling_of_the_name() {
        assertThat(Definition.of("(a ~~ '100%')", "a", 1).orElseThrow().deparsedWith("b\\'"))
                .isEqualTo("pg_catalog.format('(%1$I ~~ ''100%%'')', E'b\\\\''')");
    }

    @Test
    void a_clause_goes_before_the_outermost_where() {
        assertThat(Definition.insertBeforeWhere("INDEX i ON t (f('WHERE')) WHERE (a)", "TABLESPACE s"))
                .isEqualTo("INDEX i ON t (f('WHERE')) TABLESPACE s WHERE (a)");
        assertThat(Definition.insertBeforeWhere("INDEX i ON t (a)", "TABLESPACE s"))
                .isEqualTo("INDEX i ON t (a) TABLESPACE s");
    }
}
