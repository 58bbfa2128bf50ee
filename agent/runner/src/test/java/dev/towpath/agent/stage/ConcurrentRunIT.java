package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.ConcurrentStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConcurrentRunIT {
    private static final ConcurrentStep STEP = Steps.index("users_name", "public.users (full_name)", false, Steps.LONG);

    private final TestControl control = new TestControl();
    private Target target;

    @BeforeEach
    void table() {
        target = Target.create();
        target.own("""
                INSERT INTO users SELECT n, 'name ' || n FROM generate_series(1, 1000) n""");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void an_index_is_built_behind_an_intent_and_receipted_once() {
        StepSucceeded done = (StepSucceeded) target.run(STEP);
        StepSucceeded again = (StepSucceeded) target.run(STEP);

        assertThat(done.alreadyApplied()).isFalse();
        assertThat(again.alreadyApplied()).isTrue();
        assertThat(valid()).isTrue();
        assertThat(target.number("SELECT count(*) FROM towpath.intent")).isOne();
        assertThat(target.number("SELECT count(*) FROM towpath.receipt")).isOne();
    }

    @Test
    void what_a_killed_backend_left_is_removed_and_built_anew() throws Exception {
        try (Connection writer = writer()) {
            Target.Running running = target.start(STEP, control);
            awaitInvalid();
            long debris = oid();

            long pid = target.number("SELECT pid FROM towpath.intent");
            killBuilder();
            await().until(() -> target.number("SELECT pid FROM towpath.intent") != pid);
            writer.rollback();

            assertThat(running.outcome().join()).isInstanceOf(StepSucceeded.class);
            assertThat(oid()).isNotEqualTo(debris);
        }
        assertThat(valid()).isTrue();
        assertThat(target.number("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .isZero();
    }

    @Test
    void a_successor_ends_the_build_of_the_owner_before_it() throws Exception {
        try (Connection writer = writer()) {
            Target.Running older = target.start(STEP, new TestControl());
            awaitInvalid();
            long pid = target.number("SELECT pid FROM towpath.intent");

            Target.Running younger = Target.start(target.successor(), STEP, control);
            await().until(() -> target.number("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid) == 0);
            writer.rollback();

            assertThat(younger.outcome().join()).isInstanceOf(StepSucceeded.class);
            await().until(() -> older.outcome().isDone());
            assertThat(older.outcome()).as("fenced").isCompletedExceptionally();
        }
        assertThat(valid()).isTrue();
    }

    @Test
    void an_older_owner_builds_nothing_and_writes_no_intent() {
        StepRunner older = target.runner();
        target.successor();

        Target.assertFenced(Target.start(older, STEP, control));
        assertThat(oid()).isZero();
        assertThat(target.number("SELECT count(*) FROM towpath.intent")).isZero();
    }

    @Test
    void a_build_by_somebody_else_is_waited_for_and_never_dropped() throws Exception {
        try (Connection writer = writer();
                Connection other = target.connect()) {
            Thread build = Thread.ofVirtual().start(() -> execute(other, STEP.sql()));
            awaitInvalid();
            long theirs = oid();
            Target.Running running = target.start(STEP, control);

            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(() -> oid() == theirs);
            assertThat(control.blocked()).isNotEmpty();
            writer.rollback();
            build.join();

            StepSucceeded done = (StepSucceeded) running.outcome().join();
            assertThat(done.alreadyApplied()).isTrue();
            assertThat(oid()).isEqualTo(theirs);
        }
        assertThat(valid()).isTrue();
    }

    @Test
    void debris_that_no_intent_of_ours_names_is_left_to_a_person() {
        target.execute("UPDATE users SET full_name = 'twice'");
        try (Connection other = target.connect()) {
            other.createStatement().execute(unique().sql());
        } catch (SQLException duplicate) {
            assertThat(duplicate.getSQLState()).isEqualTo("23505");
        }

        StepFailed failed = (StepFailed) target.run(unique());

        assertThat(failed.failure().rule()).isEqualTo("UnfinishedObjectFound");
        assertThat(oid()).isPositive();
    }

    @Test
    void equal_values_under_a_unique_index_are_refused_and_nothing_is_left() {
        target.execute("UPDATE users SET full_name = 'twice'");

        StepFailed failed = (StepFailed) target.run(unique());

        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
        assertThat(failed.failure().rule()).isEqualTo("UniqueViolated");
        assertThat(failed.failure().detail()).doesNotContain("twice");
        assertThat(oid()).isZero();
    }

    @Test
    void a_deadline_that_passes_is_reported_as_passing_and_nothing_is_left() throws Exception {
        ConcurrentStep hasty = Steps.index("users_name", "public.users (full_name)", false, Duration.ofSeconds(2));
        try (Connection writer = writer()) {
            Target.Running running = target.start(hasty, control);
            await().until(
                            () -> target.holds(
                                    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DROP INDEX%')"));
            assertThat(control.blocked()).isNotEmpty();
            writer.rollback();

            StepFailed failed = (StepFailed) running.outcome().join();
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
            assertThat(oid()).isZero();
        }
    }

    private static ConcurrentStep unique() {
        return Steps.index("users_name", "public.users (full_name)", true, Steps.LONG);
    }

    /** A transaction that has written: every concurrent build waits for its end. */
    private Connection writer() throws SQLException {
        Connection writer = target.connect();
        writer.setAutoCommit(false);
        writer.createStatement().execute("UPDATE users SET full_name = full_name WHERE id = 1");
        return writer;
    }

    private void awaitInvalid() {
        await().until(() -> target.holds(STEP.invalid()));
    }

    private void killBuilder() {
        target.execute("SELECT pg_terminate_backend(pid) FROM towpath.intent");
    }

    private boolean valid() {
        return target.holds(STEP.probe());
    }

    private long oid() {
        return target.number("SELECT coalesce(to_regclass('public.users_name')::oid::bigint, 0)");
    }

    private static void execute(Connection connection, String sql) {
        try {
            connection.createStatement().execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
