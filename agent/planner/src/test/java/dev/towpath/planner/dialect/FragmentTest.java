package dev.towpath.planner.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'en'",
                "'it''s; -- not /* a comment $$ )'",
                "E'a\\'); DROP'",
                "U&'d\\0061t'",
                "now() + interval '1 day'",
                "ARRAY['a', 'b']::text[]",
                "'{\"a\": 1}'::jsonb -> 'a'",
                "nextval('\"Odd.Schema\".\"s)q\"')",
                "5 - -3",
                "public.my_id(x => 'a')",
                "größe(1)"
            })
    void an_expression_that_stays_between_its_parentheses(String text) {
        assertThat(Fragment.faultOfExpression(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1); DROP TABLE users",
                "1) CHECK (true",
                "(1",
                "1)",
                "([1)]",
                "1 -- and the rest",
                "1 /* and the rest */",
                "$$a$$",
                "$a$b$a$",
                "$1",
                "'a",
                "E'a\\'",
                "\"a",
                "'a' 'b'",
                "E'a'\n'b\\''",
                "1; SELECT 1",
                "a \\ b",
                "'a\0b'::text || chr(1); \0"
            })
    void an_expression_that_might_not(String text) {
        assertThat(Fragment.faultOfExpression(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "public.mood",
                "\"Odd.Schema\".\"Type\"\"x\"",
                "varchar(60)",
                "character varying (60)",
                "NATIONAL CHARACTER VARYING(3)",
                "double precision",
                "numeric(10, -2)",
                "timestamp(3) with time zone",
                "timestamp without time zone",
                "interval day to second(3)",
                "bit varying(5)",
                "geometry(Point,4326)",
                "int[][3]",
                "text COLLATE \"C\"",
                "  text\n collate pg_catalog.\"de-x-icu\" "
            })
    void a_type(String text) {
        assertThat(Fragment.isType(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int DEFAULT 1",
                "int NOT NULL",
                "int CHECK (true)",
                "int REFERENCES users",
                "int); DROP TABLE users; --",
                "int) AS SELECT pg_sleep(1",
                "int -- x",
                "int /* x */",
                "text COLLATE \"C\" UNIQUE",
                "users.id%TYPE",
                "SETOF int",
                "varchar('60')",
                "varchar((60))",
                "int, evil int"
            })
    void not_a_type(String text) {
        assertThat(Fragment.isType(text)).isFalse();
    }
}
