package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.BackfillSpec;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be added is refused by its rule, and neither the question nor the answer leaves a trace on the target. */
class AddColumnRefusalIT {
    private static final int POSTGRESQL_18 = 180000;
    private static TestTarget target;

    @BeforeAll
    static void start() throws SQLException {
        target = TestTarget.create();
        target.owner(TestTarget.resource("/fixtures/items.sql"));
        target.owner("CREATE DOMAIN short AS text CHECK (length(VALUE) < 9); CREATE TABLE bare (id int);"
                + " CREATE TABLE parted (id int) PARTITION BY HASH (id); CREATE VIEW seen AS SELECT 1 AS id");
    }

    @AfterAll
    static void stop() throws SQLException {
        target.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "no_such_type; InvalidType; 42704",
                "varchar(0); InvalidType; 22023",
                "numeric(2000); InvalidType; SQLSTATE",
                "anyelement; InvalidType; 42P16",
                "int DEFAULT 1; InvalidType; one type",
                "int) AS SELECT pg_sleep(60; InvalidType; one type",
                "int REFERENCES items; InvalidType; one type",
                "serial; SerialType; nextval",
                "short; ConstrainedDomain; base type",
                "text COLLATE \"xx\"; InvalidType; 42704"
            })
    void types(String type, String rule, String detail) throws SQLException {
        assertRefused(add("items", "fresh", type, true, new NewValue.None()), rule, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'abc'; InvalidDefault; 22P02",
                "now(); InvalidDefault; 42804",
                "1 +; InvalidDefault; 42601",
                "1, 2; InvalidDefault; SQLSTATE",
                "id; InvalidDefault; quoted twice",
                "(SELECT 1); InvalidDefault; SQLSTATE",
                "count(*); InvalidDefault; SQLSTATE",
                "generate_series(1, 2); InvalidDefault; SQLSTATE",
                "own_default('x')::int; InvalidDefault; with its schema",
                "1 / 0; InvalidDefault; 22012",
                "1) CHECK (true; InvalidDefault; one expression",
                "1 -- x; InvalidDefault; a comment",
                "$$1$$; InvalidDefault; one expression"
            })
    void defaults(String expression, String rule, String detail) throws SQLException {
        assertRefused(add("items", "fresh", "int", true, new NewValue.Default(expression)), rule, detail);
    }

    @Test
    void an_end_of_statement_in_a_default() throws SQLException {
        AddColumn change = add("items", "fresh", "int", true, new NewValue.Default("1); DROP TABLE items; --"));

        assertRefused(change, "InvalidDefault", "one expression");
    }

    @ParameterizedTest
    @CsvSource({
        "no_table, fresh, TableMissing",
        "parted, fresh, PartitionedTable",
        "seen, fresh, View",
        "items, title, TargetColumnExists",
        "items, ctid, TargetColumnExists",
        "items, tp_12345678_mine, InvalidName"
    })
    void tables_and_names(String table, String name, String rule) throws SQLException {
        assertRefused(add(table, name, "int", true, new NewValue.None()), rule, table);
    }

    @Test
    void values_that_would_rewrite_or_break_somebody() throws SQLException {
        NewValue uuid = new NewValue.Default("gen_random_uuid()");
        NewValue stored = new NewValue.Generated("id + 1", true);
        NewValue computed = new NewValue.Generated("id + 1", false);

        assertRefused(
                add("items", "fresh", "int", false, new NewValue.None()), "NotNullWithoutDefault", "old versions");
        assertRefused(add("items", "fresh", "int", false, new NewValue.Default("NULL")), "NotNullWithoutDefault", "");
        assertRefused(
                add("items", "fresh", "int", false, new NewValue.Default("nullif(1, 1)")), "DefaultIsNull", "NULL");
        assertRefused(
                add("items", "fresh", "bigint", true, new NewValue.Identity(true)), "IdentityRewritesTable", "nextval");
        assertRefused(add("items", "fresh", "bigint", true, stored), "StoredGeneratedRewritesTable", "STORED");
        assertRefused(
                add("items", "fresh", "bigint", false, computed),
                target.version() >= POSTGRESQL_18 ? "NotNullGenerated" : "GeneratedRewritesTable",
                "whole table");
        assertRefused(add("bare", "fresh", "uuid", true, uuid), "NoUsableKey", "public.bare");
    }

    @Test
    void generated_columns_that_the_engine_refuses() throws SQLException {
        assumeTrue(target.version() >= POSTGRESQL_18, "before 18 all are refused");
        for (String expression : List.of("no_column + 1", "random()", "fresh + 1", "public.own_default('')")) {
            assertRefused(
                    add("items", "fresh", "bigint", true, new NewValue.Generated(expression, false)),
                    "InvalidGenerated",
                    "SQLSTATE");
        }
    }

    private static void assertRefused(AddColumn change, String rule, String detail) throws SQLException {
        List<String> before = CatalogDump.of(target.connect("postgres"));
        Failure failure = Fixture.refused(Fixture.ask(Fixture.rollout(change, BackfillSpec.DEFAULT), target));

        assertThat(failure.rule()).as(failure.detail()).isEqualTo(rule);
        assertThat(failure.detail()).contains(detail).contains("public." + change.table());
        assertThat(CatalogDump.of(target.connect("postgres"))).containsExactlyElementsOf(before);
    }

    private static AddColumn add(String table, String name, String type, boolean nullable, NewValue value) {
        return new AddColumn("public", table, name, type, nullable, value, "");
    }
}
