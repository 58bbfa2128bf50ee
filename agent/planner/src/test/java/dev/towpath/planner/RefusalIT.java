package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.outcome.Failure;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can't be carried is refused by its rule and by the name of what is in the way. */
class RefusalIT {
    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v text, w text);";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "SELECT 1; TableMissing; public.t",
                "CREATE TABLE t (id int PRIMARY KEY, \"V\" text); ColumnMissing; V",
                "CREATE TABLE t (id int PRIMARY KEY, v text, new text); TargetColumnExists; public.t.new",
                "CREATE VIEW t AS SELECT 1 AS v; View; public.t",
                "CREATE MATERIALIZED VIEW t AS SELECT 1 AS v; MaterializedView; public.t",
                "CREATE TABLE t (id int PRIMARY KEY, v text) PARTITION BY HASH (id); PartitionedTable; public.t",
                "CREATE TABLE p (id int PRIMARY KEY, v text)# CREATE TABLE t () INHERITS (p); InheritedTable; public.t",
                "CREATE TABLE t (id int PRIMARY KEY, v text)# CREATE TABLE c () INHERITS (t); InheritedTable; public.t",
                "CREATE TYPE ty AS (id int, v text)# CREATE TABLE t OF ty (PRIMARY KEY (id)); TypedTable; NOT OF",
                "CREATE SEQUENCE t; NotATable; public.t",
                "CREATE TABLE t (id int PRIMARY KEY, v int GENERATED ALWAYS AS IDENTITY); IdentityColumn; public.t.v",
                "CREATE TABLE t (id int PRIMARY KEY, v int GENERATED ALWAYS AS (id) STORED); GeneratedColumn; public.t.v",
                "CREATE TABLE t (id int, v int, PRIMARY KEY (id, v)); PrimaryKeyColumn; public.t.v",
                "CREATE TABLE t (id int, v int, PRIMARY KEY (id) INCLUDE (v)); PrimaryKeyColumn; public.t.v",
                "CREATE DOMAIN d AS text CHECK (value <> '')# CREATE TABLE t (id int PRIMARY KEY, v d); ConstrainedDomain; public.t.v",
                "CREATE TABLE t (id int, v text); NoUsableKey; public.t",
                "CREATE TABLE t (id int UNIQUE, v text); NoUsableKey; public.t",
                "CREATE TABLE t (id int NOT NULL UNIQUE DEFERRABLE, v text); NoUsableKey; public.t",
                "CREATE TABLE t (id int NOT NULL, v text)# CREATE UNIQUE INDEX ON t (id) WHERE id > 0; NoUsableKey; public.t",
                "CREATE TABLE t (id int NOT NULL, v text)# CREATE UNIQUE INDEX ON t (abs(id)); NoUsableKey; public.t",
                "CREATE TABLE t (id int PRIMARY KEY, v text, tp_0123abcd_hidden text); LeftoverObjects; tp_0123abcd_hidden",
                "CREATE TABLE t (id int PRIMARY KEY, v tsrange, EXCLUDE USING gist (v WITH &&)); ExclusionConstraint; t_v_excl",
            })
    void tables_and_columns_that_cannot_be_renamed_in_stages(String script, String rule, String named)
            throws SQLException {
        assertRefused(script.replace('#', ';'), rule, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "CREATE VIEW seen AS SELECT v FROM t; ViewMentionsColumn; seen",
                "CREATE VIEW seen AS SELECT * FROM t; ViewMentionsColumn; seen",
                "CREATE MATERIALIZED VIEW kept AS SELECT v FROM t; ViewMentionsColumn; kept",
                "CREATE RULE r AS ON INSERT TO t DO ALSO NOTIFY x; RuleOnTable; r",
                "CREATE POLICY mine ON t USING (v = 'a'); PolicyMentionsColumn; mine",
                "ALTER TABLE t ADD g text GENERATED ALWAYS AS (v || 'x') STORED; GeneratedColumnMentionsColumn; column g",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW# END'#"
                        + "CREATE TRIGGER on_v BEFORE UPDATE OF v ON t FOR EACH ROW EXECUTE FUNCTION f(); TriggerMentionsColumn; on_v",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW# END'#"
                        + "CREATE TRIGGER if_v AFTER INSERT ON t FOR EACH ROW WHEN (NEW.v = 'a') EXECUTE FUNCTION f(); TriggerMentionsColumn; if_v",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.V := 1# RETURN NEW# END'#"
                        + "CREATE TRIGGER body BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); SourceMentionsColumn; body",
                "CREATE TRIGGER tsv BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('w', 'pg_catalog.english', 'v'); SourceMentionsColumn; tsv",
                "CREATE FUNCTION reads() RETURNS text LANGUAGE sql AS 'SELECT v FROM t LIMIT 1'; SourceMentionsColumn; reads",
                "CREATE FUNCTION reads() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT \"v\" FROM public.t LIMIT 1)# END'; SourceMentionsColumn; reads",
                "CREATE FUNCTION rows() RETURNS SETOF t LANGUAGE sql AS 'SELECT NULL::t'; RowTypeInUse; rows",
                "CREATE TABLE u (x t); RowTypeInUse; u",
                "ALTER TABLE t ALTER v SET NOT NULL# CREATE UNIQUE INDEX t_v ON t (v)# ALTER TABLE t REPLICA IDENTITY USING INDEX t_v; ReplicaIdentity; t_v",
                "CREATE TABLE u (r text) PARTITION BY LIST (r)# ALTER TABLE t ADD UNIQUE (v)#"
                        + "ALTER TABLE u ADD CONSTRAINT u_v FOREIGN KEY (r) REFERENCES t (v); ForeignKeyNotCarried; u_v",
            })
    void dependents_that_cannot_be_carried(String script, String rule, String named) throws SQLException {
        assertRefused(TABLE + script.replace('#', ';'), rule, named);
    }

    private static void assertRefused(String script, String rule, String named) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner(script);
            Failure failure =
                    Fixture.refusal(Fixture.rename("public", "t", "v", "new"), target.snapshot("public", "t"));
            assertThat(failure.rule()).as(failure.detail()).isEqualTo(rule);
            assertThat(failure.detail()).contains(named);
        }
    }
}
