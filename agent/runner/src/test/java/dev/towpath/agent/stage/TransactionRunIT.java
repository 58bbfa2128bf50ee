package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.agent.stage.CuttingProxy.Cut;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.TransactionStep;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransactionRunIT {
    private static final TransactionStep STEP = Steps.addColumn("users", "display_name");

    private final TestControl control = new TestControl();
    private Target target;

    @BeforeEach
    void table() {
        target = Target.create();
        target.own("INSERT INTO users VALUES (1, 'a')");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void an_effect_is_committed_with_its_receipt() {
        StepSucceeded done = (StepSucceeded) target.run(STEP);

        assertThat(done.alreadyApplied()).isFalse();
        assertThat(done.lockAttempts()).isOne();
        assertThat(applied()).isTrue();
        assertThat(receipts()).isOne();
    }

    @Test
    void whoever_looks_at_the_server_sees_the_step_and_the_trace_of_its_command() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        TransactionStep telling = Steps.transaction(
                "CREATE TABLE public.heard AS SELECT current_query() AS words",
                "SELECT to_regclass('public.heard') IS NOT NULL");
        StepOrder order = new StepOrder(Target.ROLLOUT, "hash", telling, 2, Optional.empty(), trace);
        Target.result(Target.start(target.runner(), order, control).outcome());

        assertThat(target.text("SELECT words FROM heard"))
                .endsWith("/*attempt='2',rollout='shop.rename',step='expand.1.alter',traceparent='" + trace + "'*/");
    }

    @Test
    void an_order_that_comes_again_changes_nothing() {
        target.run(STEP);

        StepSucceeded again = (StepSucceeded) target.run(STEP);

        assertThat(again.alreadyApplied()).isTrue();
        assertThat(again.lockAttempts()).isOne();
        assertThat(receipts()).isOne();
    }

    @Test
    void an_effect_that_the_catalog_shows_is_recorded_and_not_done_again() {
        target.execute(STEP.sql());

        StepSucceeded found = (StepSucceeded) target.run(STEP);

        assertThat(found.alreadyApplied()).isTrue();
        assertThat(receipts()).isOne();
    }

    @Test
    void a_reader_is_waited_out_and_nobody_queues_behind_us_longer_than_the_bound() throws Exception {
        List<Duration> waits = new ArrayList<>();
        try (Connection reader = target.connect()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SET application_name = 'report'; SELECT FROM users");
            Target.Running running = target.start(STEP, control);

            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                target.text("SELECT full_name FROM users");
                waits.add(Duration.ofNanos(System.nanoTime() - start));
            }
            assertThat(running.outcome()).isNotDone();
            reader.rollback();

            StepSucceeded done = (StepSucceeded) running.outcome().join();
            assertThat(done.lockAttempts()).isGreaterThan(1);
            assertThat(done.lockWait()).isBetween(Steps.LOCK, Steps.LOCK.plusMillis(400));
        }
        assertThat(waits).allMatch(wait -> wait.compareTo(Steps.LOCK.plusMillis(400)) < 0);
        assertThat(waits).anyMatch(wait -> wait.compareTo(Steps.LOCK.dividedBy(2)) > 0);
        assertThat(control.blocked()).hasSize(2);
        assertThat(control.blocked().getFirst()).contains("(report), idle in transaction, since 20");
        assertThat(control.blocked().getLast()).isEmpty();
    }

    @Test
    void an_ordinary_autovacuum_is_outlasted() {
        target.execute("ALTER SYSTEM SET autovacuum_naptime = 1");
        target.execute("SELECT pg_reload_conf()");
        target.own("""
                CREATE TABLE swollen (id bigint, pad text) WITH (autovacuum_vacuum_cost_delay = 100,
                    autovacuum_vacuum_cost_limit = 1, autovacuum_vacuum_threshold = 0,
                    autovacuum_vacuum_scale_factor = 0);
                INSERT INTO swollen SELECT n, repeat('x', 500) FROM generate_series(1, 50000) n;
                DELETE FROM swollen WHERE id % 2 = 0""");
        await().atMost(Duration.ofSeconds(60)).until(() -> target.holds("""
                SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'swollen'::regclass AND pid IN
                    (SELECT pid FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'))"""));

        StepSucceeded done = (StepSucceeded) target.run(Steps.addColumn("swollen", "more"), control);

        assertThat(done.lockAttempts()).isEqualTo(2);
        assertThat(control.blocked().getFirst()).contains("autovacuum worker");
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void a_lost_answer_to_commit_is_resolved_from_the_receipt(Cut cut) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(Target.server().port(), "COMMIT", cut)) {
            StepSucceeded done =
                    (StepSucceeded) Target.result(Target.start(target.runnerThrough(proxy.port()), STEP, control)
                            .outcome());

            assertThat(proxy.cuts()).isOne();
            assertThat(done.alreadyApplied()).isFalse();
        }
        assertThat(applied()).isTrue();
        assertThat(receipts()).isOne();
    }

    @Test
    void an_effect_without_receipt_after_a_lost_commit_is_in_doubt() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(Target.server().port(), "COMMIT", Cut.BEFORE_THE_SERVER_HEARS)) {
            Target.Running running = Target.start(target.runnerThrough(proxy.port()), STEP, control);
            await().pollInterval(Duration.ofMillis(10)).until(() -> proxy.cuts() == 1);
            target.execute(STEP.sql());

            StepFailed failed = (StepFailed) Target.result(running.outcome());
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.IN_DOUBT);
        }
        assertThat(target.run(STEP)).isInstanceOf(StepSucceeded.class);
    }

    @Test
    void a_killed_backend_is_replaced_and_the_step_done_once() throws Exception {
        try (Connection reader = target.connect()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT FROM users");
            Target.Running running = target.start(STEP, control);
            await().pollInterval(Duration.ofMillis(10)).until(() -> target.holds("""
                    SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity
                    WHERE application_name LIKE 'towpath-agent%' AND wait_event_type = 'Lock'"""));
            reader.rollback();

            assertThat(running.outcome().join()).isInstanceOf(StepSucceeded.class);
        }
        assertThat(receipts()).isOne();
    }

    @Test
    void what_the_database_refuses_is_reported_by_rule_and_changes_nothing() {
        TransactionStep step = Steps.transaction(
                "ALTER TABLE public.users ADD COLUMN locale text;\nALTER TABLE public.users ADD COLUMN full_name text",
                "SELECT false");

        StepFailed failed = (StepFailed) target.run(step);

        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failed.failure().rule()).isEqualTo("ColumnExists");
        assertThat(target.holds(Steps.hasColumn("users", "locale"))).isFalse();
        assertThat(receipts()).isZero();
    }

    @Test
    void a_violated_constraint_is_named_without_any_value_of_a_row() {
        StepFailed failed = (StepFailed) target.run(Steps.transaction(
                "ALTER TABLE public.users ADD CONSTRAINT short CHECK (full_name <> 'a')", "SELECT false"));

        assertThat(failed.failure().rule()).isEqualTo("CheckViolated");
        assertThat(failed.failure().detail()).contains("short").doesNotContain("'a'");
    }

    @Test
    void an_older_owner_is_stopped_by_the_fence() {
        StepRunner older = target.runner();
        target.successor();

        Target.assertFenced(Target.start(older, STEP, control));
        assertThat(applied()).isFalse();
    }

    @Test
    void nothing_starts_while_the_rollout_is_held_or_the_brake_is_on() {
        control.hold(true);
        target.execute("UPDATE towpath.control SET halted = true");
        Target.Running running = target.start(STEP, control);
        control.hold(false);

        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(3)).until(() -> !applied());

        target.execute("UPDATE towpath.control SET halted = false");
        assertThat(running.outcome().join()).isInstanceOf(StepSucceeded.class);
    }

    @Test
    void a_hold_acts_between_two_attempts_and_lets_go_of_the_session() throws Exception {
        try (Connection reader = target.connect()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT FROM users");
            Target.Running running = target.start(STEP, control);
            await().until(() -> !control.blocked().isEmpty());

            control.hold(true);
            reader.rollback();

            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(5)).until(() -> !applied());
            control.hold(false);
            assertThat(running.outcome().join()).isInstanceOf(StepSucceeded.class);
        }
    }

    private boolean applied() {
        return target.holds(Steps.hasColumn("users", "display_name"));
    }

    private long receipts() {
        return target.number("SELECT count(*) FROM towpath.receipt");
    }
}
