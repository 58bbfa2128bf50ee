package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A withdrawn step ends within five seconds, wherever it is. */
class WithdrawalIT {
    private static final TransactionStep STEP = Steps.addColumn("users", "display_name");
    private static final ConcurrentStep INDEX =
            Steps.index("users_name", "public.users (full_name)", false, Steps.LONG);
    private static final BackfillStep BACKFILL =
            Steps.backfill("copied", List.of("id"), List.of("bigint"), Duration.ofMillis(50));
    private static final int ROWS = 200_000;

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
    void while_its_rollout_is_paused_and_the_brake_is_on() {
        target.execute("UPDATE towpath.control SET halted = true");
        control.hold(true);
        Target.Running paused = target.start(STEP, control);

        control.withdraw();

        assertWithdrawn(end(paused));
        assertThat(target.holds(STEP.probe())).isFalse();
    }

    @Test
    void while_it_waits_for_a_lock() throws SQLException {
        try (Connection reader = target.connect()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT FROM users");
            Target.Running waiting = target.start(STEP, control);
            await().until(() -> !control.blocked().isEmpty());

            control.withdraw();

            assertWithdrawn(end(waiting));
        }
        assertThat(target.holds(STEP.probe())).isFalse();
    }

    @Test
    void while_it_waits_for_the_end_of_somebody_elses_build() throws SQLException {
        target.own(INDEX.sql().replace("CONCURRENTLY ", ""));
        target.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_name'::regclass");
        try (Connection other = target.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE users IN SHARE UPDATE EXCLUSIVE MODE");
            Target.Running waiting = target.start(INDEX, control);
            await().until(() -> !control.blocked().isEmpty());

            control.withdraw();

            assertWithdrawn(end(waiting));
        }
    }

    @Test
    void while_it_reads_a_table() {
        Step scan = Steps.scan("SELECT pg_sleep(60)");
        Step verify = Steps.verify("SELECT count(*), 0::bigint FROM pg_sleep(60)");
        assertThat(List.of(scan, verify)).allSatisfy(step -> {
            TestControl own = new TestControl();
            Target.Running reading = target.start(step, own);
            await().until(() -> sleepers() == 1);

            own.withdraw();

            assertWithdrawn(end(reading));
            assertThat(sleepers()).isZero();
        });
    }

    @Test
    void in_the_middle_of_a_backfill_whose_next_attempt_goes_on_after_the_last_batch() {
        target.own("CREATE TABLE copied (id bigint PRIMARY KEY, old text, new text, writes int DEFAULT 0);"
                + "INSERT INTO copied SELECT n, 'name ' || n FROM generate_series(1, " + ROWS + ") n");
        Target.Running walking = target.start(BACKFILL, control);
        await().pollInterval(Duration.ofMillis(20)).until(() -> done() > 0);

        control.withdraw();

        assertWithdrawn(end(walking));
        assertThat(done()).as("the withdrawal hit in the middle").isLessThan(ROWS);
        assertThat(target.run(BACKFILL)).isInstanceOf(StepSucceeded.class);
        assertThat(target.number("SELECT count(*) FROM copied WHERE new = old AND writes = 1"))
                .isEqualTo(ROWS);
    }

    @Test
    void in_the_middle_of_a_build_whose_backend_is_gone_and_whose_debris_the_undo_removes() throws SQLException {
        try (Connection writer = writer()) {
            Target.Running building = target.start(INDEX, control);
            await().until(() -> target.holds(INDEX.invalid()));

            control.withdraw();

            assertWithdrawn(end(building));
            assertThat(builders()).isZero();
            assertThat(target.holds(INDEX.invalid())).isTrue();
            writer.rollback();
        }
        StepSucceeded undone = (StepSucceeded) target.run(Steps.removal(INDEX));
        assertThat(undone.alreadyApplied()).isFalse();
        assertThat(target.text("SELECT to_regclass('public.users_name')")).isEmpty();
    }

    @Test
    void in_the_middle_of_a_build_which_another_attempt_begins_anew() throws SQLException {
        try (Connection writer = writer()) {
            Target.Running building = target.start(INDEX, control);
            await().until(() -> target.holds(INDEX.invalid()));
            control.withdraw();
            assertWithdrawn(end(building));
            writer.rollback();
        }
        assertThat(target.run(INDEX)).isInstanceOf(StepSucceeded.class);
        assertThat(target.holds(INDEX.probe())).isTrue();
    }

    @Test
    void it_has_succeeded_if_its_receipt_is_there() {
        target.run(STEP);
        control.withdraw();

        assertThat(target.run(STEP, control)).isInstanceOf(StepSucceeded.class);
    }

    @Test
    void what_the_catalog_shows_without_a_receipt_is_not_taken_for_its_own() {
        target.own(STEP.sql());
        control.withdraw();

        assertWithdrawn(target.run(STEP, control));
        assertThat(target.number("SELECT count(*) FROM towpath.receipt")).isZero();
    }

    private static Outcome end(Target.Running step) {
        return Target.result(step.outcome().orTimeout(5, TimeUnit.SECONDS));
    }

    private static void assertWithdrawn(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
            assertThat(failed.failure().rule()).isEqualTo(WithdrawStep.WITHDRAWN);
        });
    }

    /** A transaction that has written: every concurrent build waits for its end. */
    private Connection writer() throws SQLException {
        Connection writer = target.connect();
        writer.setAutoCommit(false);
        writer.createStatement().execute("UPDATE users SET full_name = full_name WHERE id = 1");
        return writer;
    }

    private long done() {
        return target.number("SELECT coalesce(sum(row_count), 0) FROM towpath.checkpoint");
    }

    private long builders() {
        return target.number("SELECT count(*) FROM pg_stat_activity JOIN towpath.intent USING (pid, backend_start)");
    }

    private long sleepers() {
        return target.number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND state = 'active' AND wait_event = 'PgSleep'");
    }
}
