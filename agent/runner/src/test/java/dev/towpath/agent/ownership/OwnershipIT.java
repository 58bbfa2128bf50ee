package dev.towpath.agent.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.agent.TargetDatabase;
import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.health.Standing;
import dev.towpath.agent.ledger.LedgerSchema;
import dev.towpath.agent.migration.LedgerAdoption;
import dev.towpath.agent.migration.LedgerMigration;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.DatabaseId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnershipIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TargetDatabase target = TargetDatabase.migrated();
    private final AgentSettings settings =
            new AgentSettings(new DatabaseId("shop"), target.address(), "nowhere:1", "test", "test", 5);
    private final AgentStatus status = new AgentStatus();
    private final TargetSessions standBy = target.sessions(settings.standByName());
    private final AtomicBoolean working = new AtomicBoolean();
    private final Thread life = Thread.ofVirtual()
            .unstarted(new Ownership(settings, standBy, (epoch, server) -> new Recorded(working), status));

    @AfterEach
    void stop() throws InterruptedException {
        life.interrupt();
        life.join();
        standBy.close();
    }

    @Test
    void a_takeover_ends_the_sessions_of_the_old_owner() throws InterruptedException {
        try (TargetSessions old = target.sessions(settings.ownerName(0));
                TargetSession left = old.open()) {
            life.start();
            await().atMost(PATIENCE).until(() -> status.standing().equals(new Standing.Owning(1)));
            assertThat(target.one("SELECT count(*) FROM pg_stat_activity WHERE pid = " + left.pid()))
                    .isEqualTo("0");
        }
        assertThat(target.one("SELECT owner FROM towpath.fence WHERE epoch = 1"))
                .isEqualTo("test");
    }

    @Test
    void a_silent_owner_is_ended_and_followed_within_fifteen_seconds() throws InterruptedException {
        try (TargetSessions frozen = target.sessions(settings.standByName());
                TargetSession silent = frozen.open()) {
            assertThat(new Succession(settings).await(silent)).isEqualTo(1);
            life.start();
            await().atMost(PATIENCE).until(() -> status.standing() instanceof Standing.StandingBy);
            await().atMost(Duration.ofSeconds(15)).until(() -> status.standing().equals(new Standing.Owning(2)));
        }
    }

    @Test
    void an_owner_whose_session_is_ended_stops_working_and_claims_anew() {
        life.start();
        await().atMost(PATIENCE).until(working::get);
        target.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                + settings.ownerName(1) + "' AND datname = current_database()");
        await().atMost(PATIENCE).until(() -> status.standing().equals(new Standing.Owning(2)));
        assertThat(working).isTrue();
    }

    @Test
    void a_copy_with_our_ledger_in_it_is_refused_until_it_is_adopted() {
        target.execute("UPDATE towpath.fence SET system_identifier = '42'");
        life.start();
        await().atMost(PATIENCE).until(() -> status.standing() instanceof Standing.Refused);
        assertThat(status.standing().toString())
                .contains("a copy")
                .contains("42")
                .contains("adopt job");
        assertThat(target.one("SELECT epoch FROM towpath.fence")).isEqualTo("0");

        LedgerAdoption.Result adopted = new LedgerAdoption(target.address(), "shop").run();
        assertThat(adopted.from()).isEqualTo("42");
        await().atMost(PATIENCE).until(() -> status.standing().equals(new Standing.Owning(2)));
    }

    @Test
    void a_database_without_a_ledger_is_refused_and_the_job_is_named() {
        target.execute("DROP SCHEMA towpath CASCADE");
        life.start();
        await().atMost(PATIENCE).until(() -> status.standing() instanceof Standing.Refused);
        assertThat(status.standing().toString()).contains("run the migrate job");
    }

    @Test
    void a_ledger_of_a_newer_version_is_left_alone_and_the_remedy_is_another_agent() {
        target.execute("""
                INSERT INTO towpath.schema_history
                SELECT installed_rank + 1, '99', 'of tomorrow', type, script, checksum, installed_by, installed_on,
                       execution_time, success
                  FROM towpath.schema_history ORDER BY installed_rank DESC LIMIT 1""");
        assertThat(new LedgerMigration(target.address()).run().applied())
                .as("migrations by the older job")
                .isZero();
        life.start();
        await().atMost(PATIENCE).until(() -> status.standing() instanceof Standing.Refused);
        assertThat(status.standing().toString())
                .contains("version 99", LedgerSchema.VERSION)
                .contains("replace this agent");
        assertThat(target.one("SELECT epoch FROM towpath.fence")).isEqualTo("0");
    }

    /** Work that only says whether it is being done. */
    private record Recorded(AtomicBoolean working) implements Tenures.Tenure {
        @Override
        public void start() {
            working.set(true);
        }

        @Override
        public void brake(boolean halted) {}

        @Override
        public boolean sound() {
            return true;
        }

        @Override
        public void close() {
            working.set(false);
        }
    }
}
