package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No attempt is begun on evidence that is too old, of whichever kind the step is and wherever it had to wait. */
class ExpiryIT {
    private static final TransactionStep STEP = Steps.addColumn("users", "display_name");
    private static final ConcurrentStep INDEX =
            Steps.index("users_name", "public.users (full_name)", false, Steps.LONG);

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
    void nothing_of_any_kind_is_begun_after_it() {
        target.own("CREATE TABLE copied (id bigint PRIMARY KEY, old text, new text, writes int DEFAULT 0);"
                + "INSERT INTO copied VALUES (1, 'a')");
        List<Step> steps = List.of(
                STEP,
                INDEX,
                Steps.backfill("copied", List.of("id"), List.of("bigint"), Duration.ofMillis(200)),
                Steps.verify("SELECT 1::bigint, 0::bigint"));
        assertThat(steps)
                .allSatisfy(step -> assertExpired(run(step, Instant.now().minusMillis(1))));

        assertThat(target.number("SELECT count(*) FROM towpath.receipt")).isZero();
        assertThat(target.number("SELECT count(*) FROM towpath.intent")).isZero();
        assertThat(target.number("SELECT count(*) FROM copied WHERE new IS NOT NULL"))
                .isZero();
    }

    @Test
    void a_step_in_time_is_done() {
        assertThat(run(STEP, Instant.now().plusSeconds(60))).isInstanceOf(StepSucceeded.class);
        assertThat(applied()).isTrue();
    }

    @Test
    void what_has_its_receipt_has_succeeded_whatever_the_time() {
        target.run(STEP);
        target.run(INDEX);

        assertThat(run(STEP, Instant.EPOCH)).isInstanceOf(StepSucceeded.class);
        assertThat(run(INDEX, Instant.EPOCH)).isInstanceOf(StepSucceeded.class);
    }

    @Test
    void it_is_looked_at_between_two_attempts_at_a_lock() throws SQLException {
        try (Connection reader = reader()) {
            Target.Running running = start(STEP, Instant.now().plusSeconds(2));

            assertExpired(running.outcome().join());
            assertThat(control.blocked()).as("it had been tried").isNotEmpty();
            reader.rollback();
        }
        assertThat(applied()).isFalse();
    }

    @Test
    void it_is_looked_at_again_after_a_pause() {
        control.hold(true);
        Instant until = Instant.now().plusSeconds(1);
        Target.Running running = start(STEP, until);
        await().until(() -> Instant.now().isAfter(until));
        control.hold(false);

        assertExpired(running.outcome().join());
        assertThat(applied()).isFalse();
    }

    @Test
    void an_agent_that_froze_before_it_sent_is_stopped_by_the_transaction_itself() throws SQLException {
        Instant frozen = Instant.now().minus(Duration.ofDays(3));
        StepRunner runner = target.runner(Clock.fixed(frozen, ZoneOffset.UTC));
        try (Connection reader = reader()) {
            Target.Running running = Target.start(runner, Target.order(STEP, frozen.plusSeconds(1)), control);
            await().until(() -> !control.blocked().isEmpty());
            reader.rollback();

            assertExpired(running.outcome().join());
        }
        assertThat(applied()).isFalse();
        assertThat(target.number("SELECT count(*) FROM towpath.receipt")).isZero();
    }

    @Test
    void a_transaction_that_took_too_long_is_rolled_back() {
        TransactionStep slow = Steps.transaction(STEP.sql() + ";\nSELECT pg_sleep(2)", STEP.probe());

        assertExpired(run(slow, Instant.now().plusSeconds(1)));
        assertThat(applied()).isFalse();
    }

    @Test
    void a_scan_that_began_in_time_is_let_run() {
        TransactionStep scan = Steps.scan("SELECT pg_sleep(2)");

        assertThat(run(scan, Instant.now().plusSeconds(1))).isInstanceOf(StepSucceeded.class);
    }

    private Outcome run(Step step, Instant validUntil) {
        return Target.result(start(step, validUntil).outcome());
    }

    private Target.Running start(Step step, Instant validUntil) {
        return Target.start(target.runner(), Target.order(step, validUntil), control);
    }

    private Connection reader() throws SQLException {
        Connection reader = target.connect();
        reader.setAutoCommit(false);
        reader.createStatement().execute("SELECT FROM users");
        return reader;
    }

    private static void assertExpired(Outcome outcome) {
        assertThat(outcome).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REFUSED);
            assertThat(failed.failure().rule()).isEqualTo(ExecuteStep.EVIDENCE_EXPIRED);
        });
    }

    private boolean applied() {
        return target.holds(Steps.hasColumn("users", "display_name"));
    }
}
