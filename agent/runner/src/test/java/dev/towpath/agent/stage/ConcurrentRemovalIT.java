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

/** A concurrent step that takes an index away, in whatever state the index is. */
class ConcurrentRemovalIT {
    private static final ConcurrentStep INDEX =
            Steps.index("users_name", "public.users (full_name)", false, Steps.LONG);
    private static final ConcurrentStep REMOVAL = Steps.removal(INDEX);

    private final TestControl control = new TestControl();
    private Target target;

    @BeforeEach
    void table() {
        target = Target.create();
        target.own("INSERT INTO users SELECT n, 'name ' || n FROM generate_series(1, 1000) n");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void a_finished_index_is_removed_behind_an_intent_and_receipted_once() {
        target.run(INDEX);

        StepSucceeded done = (StepSucceeded) target.run(REMOVAL);
        StepSucceeded again = (StepSucceeded) target.run(REMOVAL);

        assertThat(done.alreadyApplied()).isFalse();
        assertThat(again.alreadyApplied()).isTrue();
        assertThat(there()).isFalse();
        assertThat(target.number("SELECT count(*) FROM towpath.intent")).isEqualTo(2);
        assertThat(target.number("SELECT count(*) FROM towpath.receipt")).isEqualTo(2);
    }

    @Test
    void what_was_never_built_is_taken_back_already() {
        StepSucceeded done = (StepSucceeded) target.run(REMOVAL);

        assertThat(done.alreadyApplied()).isTrue();
        assertThat(target.number("SELECT count(*) FROM towpath.intent")).isZero();
    }

    @Test
    void a_removal_whose_backend_was_killed_half_way_is_finished_by_the_next() throws SQLException {
        target.run(INDEX);
        try (Connection reader = reader()) {
            Target.Running running = target.start(REMOVAL, control);
            await().until(() -> target.holds(INDEX.invalid()));
            long pid = builder();

            target.execute("SELECT pg_terminate_backend(" + pid + ")");
            await().until(() -> builder() != pid);
            reader.rollback();

            assertThat(running.outcome().join()).isInstanceOf(StepSucceeded.class);
        }
        assertThat(there()).isFalse();
    }

    @Test
    void a_withdrawn_removal_is_taken_up_by_another_attempt_where_it_ended() throws SQLException {
        target.run(INDEX);
        try (Connection reader = reader()) {
            Target.Running running = target.start(REMOVAL, control);
            await().until(() -> target.holds(INDEX.invalid()));
            control.withdraw();
            assertThat(running.outcome().join()).isInstanceOf(StepFailed.class);
            reader.rollback();
        }
        assertThat(there()).as("half removed").isTrue();

        assertThat(target.run(REMOVAL)).isInstanceOf(StepSucceeded.class);
        assertThat(there()).isFalse();
    }

    @Test
    void a_deadline_that_passes_is_reported_as_passing() throws SQLException {
        target.run(INDEX);
        try (Connection reader = reader()) {
            StepFailed failed = (StepFailed) target.run(
                    Steps.removal(Steps.index("users_name", "public.users (full_name)", false, Duration.ofSeconds(1))));
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
            reader.rollback();
        }
        assertThat(target.run(REMOVAL)).isInstanceOf(StepSucceeded.class);
    }

    /** A transaction that has read the table: every removal waits for its end, half way. */
    private Connection reader() throws SQLException {
        Connection reader = target.connect();
        reader.setAutoCommit(false);
        reader.createStatement().execute("SELECT FROM users WHERE full_name = 'name 1'");
        return reader;
    }

    private long builder() {
        return target.number("SELECT pid FROM towpath.intent WHERE step = '" + REMOVAL.id() + "'");
    }

    private boolean there() {
        return !target.text("SELECT to_regclass('public.users_name')").isEmpty();
    }
}
