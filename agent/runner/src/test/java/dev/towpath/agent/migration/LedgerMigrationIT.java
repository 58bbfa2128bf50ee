package dev.towpath.agent.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.agent.TargetDatabase;
import dev.towpath.agent.ledger.LedgerSchema;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.agent.target.TargetSessions;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class LedgerMigrationIT {
    @Test
    void migrating_twice_changes_nothing_the_second_time() {
        TargetDatabase target = TargetDatabase.granted();
        LedgerMigration migration = new LedgerMigration(target.address());

        assertThat(migration.run())
                .isEqualTo(new LedgerMigration.Result(LedgerSchema.VERSION, LedgerSchema.MIGRATIONS.size()));
        target.execute("UPDATE towpath.control SET halted = true");
        assertThat(migration.run()).isEqualTo(new LedgerMigration.Result(LedgerSchema.VERSION, 0));
        assertThat(target.one("SELECT halted FROM towpath.control")).isEqualTo("t");
    }

    @Test
    void a_ledger_of_the_first_version_is_brought_up_to_date_with_what_is_in_it() {
        TargetDatabase target = TargetDatabase.granted();
        var unused = Flyway.configure()
                .dataSource(
                        target.address().jdbcUrl(),
                        target.address().username(),
                        target.address().password())
                .schemas(LedgerSchema.NAME)
                .table(LedgerSchema.HISTORY)
                .createSchemas(false)
                .resourceProvider(new ListedMigrations())
                .target("1")
                .load()
                .migrate();
        target.execute("INSERT INTO towpath.paused (rollout) VALUES ('shop.add_name')");

        LedgerMigration.Result result = new LedgerMigration(target.address()).run();

        assertThat(result)
                .isEqualTo(new LedgerMigration.Result(LedgerSchema.VERSION, LedgerSchema.MIGRATIONS.size() - 1));
        assertThat(target.one("SELECT rollout FROM towpath.paused")).isEqualTo("shop.add_name");
    }

    @Test
    void a_role_without_the_schema_is_refused_and_told_of_the_grants() {
        TargetDatabase.granted();
        TargetDatabase foreign = TargetDatabase.foreign();

        assertThatThrownBy(() -> new LedgerMigration(foreign.address()).run())
                .isInstanceOf(LedgerNotMigrated.class)
                .hasMessageContaining("may not create schema towpath")
                .hasMessageContaining("db/grants/postgresql.sql");
        assertThat(foreign.one("SELECT count(*) FROM pg_namespace WHERE nspname = 'towpath'"))
                .isEqualTo("0");
    }

    @Test
    void a_schema_of_somebody_else_is_refused() {
        TargetDatabase.granted();
        TargetDatabase foreign = TargetDatabase.foreign();
        foreign.execute("CREATE SCHEMA towpath AUTHORIZATION postgres");

        assertThatThrownBy(() -> new LedgerMigration(foreign.address()).run())
                .isInstanceOf(LedgerNotMigrated.class)
                .hasMessageContaining("does not own schema towpath");
    }

    @Test
    void the_documented_grants_are_enough_to_alter_a_users_table_and_no_more() throws InterruptedException {
        TargetDatabase target = TargetDatabase.granted();
        target.grant();

        try (TargetSessions sessions = target.sessions("grants");
                TargetSession session = sessions.open()) {
            session.script("""
                    ALTER TABLE public.users ADD COLUMN tp_new text;
                    CREATE FUNCTION public.tp_fill() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                    CREATE TRIGGER tp_fill BEFORE INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.tp_fill();
                    CREATE INDEX tp_index ON public.users (tp_new)""", Duration.ofSeconds(10));
            assertThatThrownBy(() -> session.query("CREATE ROLE intruder")).isInstanceOf(TargetException.class);
            assertThatThrownBy(() -> session.query("COPY public.users FROM PROGRAM 'true'"))
                    .isInstanceOf(TargetException.class);
        }
        assertThat(
                        target.one(
                                "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = 'towpath_agent'"))
                .isEqualTo("f");
        assertThat(target.one("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'tp_index'"))
                .isEqualTo("shop");
    }

    @Test
    void the_documented_grants_let_the_agent_suppress_a_tables_own_triggers() throws InterruptedException {
        TargetDatabase target = TargetDatabase.granted();
        assumeTrue(target.version() >= 150000, "before PostgreSQL 15 only a superuser may");

        try (TargetSessions sessions = target.sessions("grants");
                TargetSession session = sessions.open()) {
            session.query("SET session_replication_role = replica");
        }
    }
}
