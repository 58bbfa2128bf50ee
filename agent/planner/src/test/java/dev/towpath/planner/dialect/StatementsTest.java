package dev.towpath.planner.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {
    @Test
    void a_semicolon_inside_a_body_a_string_or_a_name_ends_no_statement() {
        List<String> statements = List.of(
                "CREATE FUNCTION f() AS $tp_1$\nBEGIN;\nEND;\n$tp_1$",
                "COMMENT ON TABLE t IS 'a;b''c;'",
                "COMMENT ON TABLE t IS E'\\\\;''\\';'",
                "DROP TABLE \"a;\"\"b\"");

        assertThat(Statements.of(Sql.script(statements) + ";\n")).isEqualTo(statements);
    }
}
