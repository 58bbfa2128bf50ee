package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches along keys of every kind: each row is met exactly once, whatever its key looks like as text. */
class BackfillKeyIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "smallint; n",
                "bigint; -n * 1000000007::bigint",
                "numeric; n * 1.10 - 20",
                "numeric(20,5); n / 7.0",
                "real; n / 7.0",
                "double precision; exp(n)",
                "text; chr(60 + n) || repeat(' ', n % 3)",
                "text COLLATE \"C\"; chr(60 + n) || '\\'",
                "varchar(40); 'é,\"' || n || '{}NULL'",
                "char(12); 'k' || n",
                "name; ('n ' || n)::name",
                "uuid; md5(n::text)::uuid",
                "bytea; decode(lpad(to_hex(n * 37), 4, '0'), 'hex')",
                "date; date '0001-12-31 BC' + n * 10000",
                "timestamptz; timestamptz '2026-03-29 00:59:59.999999+00' + n * interval '1 hour 1 microsecond'",
                "timestamp; timestamp '2026-01-01' + n * interval '1 microsecond'",
                "time; time '00:00' + n * interval '1 second'",
                "interval; n * interval '1 day 3 microseconds'",
                "boolean; n % 2 = 0",
                "inet; '10.0.0.0/8'::inet + n",
                "int[]; ARRAY[n, NULL, -n]",
                "text[]; ARRAY['a\"{', n::text, NULL]",
                "int4range; int4range(n, n + 2)",
                "jsonb; jsonb_build_object('a', n)",
                "mood; (ARRAY['ok','sad','glad'])[n]::mood",
                "ci; ('K' || n)::ci",
            })
    void every_row_is_filled_along_a_key_of_type(String type, String value) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner("CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad'); CREATE DOMAIN ci AS text COLLATE \"C\"");
            fills(target, "k " + type + " PRIMARY KEY", "k", value, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIMARY KEY (a, b)",
                "PRIMARY KEY (b, a)",
                "UNIQUE (a, b)",
                "PRIMARY KEY (a, b) INCLUDE (old)",
            })
    void every_row_is_filled_along_a_composite_key(String key) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            String sql = key.replace(" INCLUDE (old)", "");
            fills(target, "a int NOT NULL, b text NOT NULL, " + sql, "a, b", "n % 4, chr(60 + n)", 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(k DESC)", "(k, j)", "(k DESC, j DESC)", "(k) INCLUDE (j)", "(k DESC NULLS LAST)"})
    void a_unique_index_will_do_for_a_key(String columns) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner("CREATE TABLE t (k bigint NOT NULL, j int NOT NULL, old text);"
                    + "INSERT INTO t SELECT n, n % 2, 'v' || n FROM generate_series(1, 50) n;"
                    + "CREATE UNIQUE INDEX ON t " + columns);
            assertFilled(target, columns.contains(", j") ? 2 : 1);
        }
    }

    private static void fills(TestTarget target, String columns, String names, String values, int keys)
            throws SQLException {
        target.owner("CREATE TABLE t (" + columns + ", old text);"
                + "INSERT INTO t (" + names + ", old) SELECT " + values + ", 'v' || n FROM generate_series(1, 50) n"
                + " WHERE " + (values.contains("mood") ? "n < 4" : values.contains("= 0") ? "n < 3" : "true"));
        assertFilled(target, keys);
    }

    private static void assertFilled(TestTarget target, int keys) throws SQLException {
        Plan plan = Fixture.plan(Fixture.rename("public", "t", "old", "new"), target.snapshot("public", "t"));
        PlanRun run = new PlanRun(plan, target.connect(TestTarget.AGENT));
        run.run(Stage.EXPAND);
        run.run(Stage.DUAL_WRITE);
        run.run(Stage.BACKFILL);
        BackfillStep fill = (BackfillStep) run.steps(Stage.BACKFILL).get(1);
        assertThat(fill.keyColumns()).hasSize(keys);
        Connection owner = target.connect("shop_owner");
        assertThat(TestTarget.query(owner, "SELECT count(*) > 0 AND bool_and(new = old) FROM t"))
                .containsExactly("t");
    }
}
