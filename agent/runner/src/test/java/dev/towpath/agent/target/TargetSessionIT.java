package dev.towpath.agent.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.agent.TargetDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetSessionIT {
    private final TargetDatabase target = TargetDatabase.granted();
    private final TargetSessions sessions = target.sessions("towpath-agent/shop/7");

    @AfterEach
    void close() {
        sessions.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application_name|towpath-agent/shop/7|130000",
                "search_path|pg_catalog, pg_temp|130000",
                "row_security|off|130000",
                "synchronous_commit|on|130000",
                "standard_conforming_strings|on|130000",
                "statement_timeout|30s|130000",
                "client_connection_check_interval|1s|140000",
                "TimeZone|UTC|130000"
            })
    void a_session_runs_under_our_settings_whatever_the_role_says(String setting, String value, int since)
            throws InterruptedException {
        assumeTrue(target.version() >= since, setting + " is there since " + since);
        target.execute("ALTER ROLE towpath_agent SET synchronous_commit = off");
        target.execute("ALTER ROLE towpath_agent SET row_security = on");
        try (TargetSession session = sessions.open()) {
            assertThat(session.row("SHOW " + setting).orElseThrow().getString(0))
                    .isEqualTo(value);
        } finally {
            target.execute("ALTER ROLE towpath_agent RESET ALL");
        }
    }

    @Test
    void an_error_names_objects_and_never_a_rows_values() throws InterruptedException {
        try (TargetSession session = sessions.open()) {
            session.query("INSERT INTO public.users VALUES (1, 'secret')");
            TargetException twice = catchThrowableOfType(
                    TargetException.class, () -> session.query("INSERT INTO public.users VALUES (1, 'secret')"));
            assertThat(twice.error()).isInstanceOf(TargetError.Rejected.class);
            assertThat(twice.getMessage()).contains("23505", "users_pkey").doesNotContain("secret", "(1)");
            TargetException cast = catchThrowableOfType(
                    TargetException.class, () -> session.query("SELECT full_name::bigint FROM public.users"));
            assertThat(cast.getMessage()).contains("22P02").doesNotContain("secret");
        }
    }

    @Test
    void a_lock_not_had_in_time_is_told_apart_and_leaves_no_transaction() throws InterruptedException {
        try (TargetSession holder = sessions.open();
                TargetSession waiter = sessions.open()) {
            holder.script("BEGIN; LOCK TABLE public.users", Duration.ofSeconds(5));
            String ddl = "BEGIN; SET LOCAL lock_timeout = '50ms'; ALTER TABLE public.users ADD COLUMN x text; COMMIT";
            TargetException late =
                    catchThrowableOfType(TargetException.class, () -> waiter.script(ddl, Duration.ofSeconds(5)));
            assertThat(late.error()).isInstanceOf(TargetError.LockTimedOut.class);
            assertThat(target.one("SELECT state FROM pg_stat_activity WHERE pid = " + waiter.pid()))
                    .isEqualTo("idle");
        }
    }

    @Test
    void an_interrupt_cancels_what_runs_and_closes_the_session() throws InterruptedException {
        try (TargetSession session = sessions.open()) {
            CountDownLatch interrupted = new CountDownLatch(1);
            Thread worker = Thread.ofVirtual().start(() -> {
                try {
                    session.script("SELECT pg_sleep(600)", Duration.ZERO);
                } catch (InterruptedException expected) {
                    interrupted.countDown();
                }
            });
            String backend = "SELECT count(*) FROM pg_stat_activity WHERE pid = " + session.pid();
            await().until(() -> target.one(backend + " AND state = 'active'").equals("1"));
            worker.interrupt();
            interrupted.await();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> target.one(backend).equals("0"));
        }
    }

    @Test
    void a_server_that_is_not_there_is_a_lost_session() {
        TargetAddress nowhere = new TargetAddress("postgresql://127.0.0.1:1/shop", "towpath_agent", "agent");
        try (TargetSessions none = new TargetSessions(target.vertx(), nowhere, "nobody")) {
            assertThatThrownBy(none::open)
                    .isInstanceOfSatisfying(TargetException.class, failure -> assertThat(failure.error())
                            .isInstanceOf(TargetError.SessionLost.class));
        }
        assertThat(nowhere.toString()).doesNotContain("agent@").contains("towpath_agent at");
    }
}
