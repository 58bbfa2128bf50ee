package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.BackfillStep;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BackfillRunIT {
    private static final int ROWS = 20_000;
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final BackfillStep STEP = Steps.backfill("items", List.of("id"), List.of("bigint"), SHORT);

    private final TestControl control = new TestControl();
    private Target target;

    @BeforeEach
    void database() {
        target = Target.create();
    }

    @AfterEach
    void close() {
        target.close();
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of("id bigint", List.of("id"), List.of("bigint"), "n"),
                Arguments.of("id uuid", List.of("id"), List.of("uuid"), "md5(n::text)::uuid"),
                Arguments.of(
                        "id text COLLATE \"C\"", List.of("id"), List.of("text"), "'O''Hara \\ \"' || md5(n::text)"),
                Arguments.of(
                        "tenant int, at timestamptz, id numeric",
                        List.of("tenant", "at", "id"),
                        List.of("int", "timestamptz", "numeric"),
                        "n % 7, '2026-01-01'::timestamptz + n % 100 * interval '1 us', n / 3.0"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void every_row_is_written_once_whatever_the_key_is(
            String definition, List<String> columns, List<String> types, String values) {
        create(definition, columns, values);

        StepSucceeded done = (StepSucceeded) target.run(Steps.backfill("items", columns, types, SHORT), control);

        assertThat(done.rows()).isEqualTo(ROWS);
        assertEveryRowWrittenOnce();
        assertThat(control.progress().getLast().rowsDone()).isEqualTo(ROWS);
    }

    @Test
    void an_empty_table_is_done_at_once() {
        create();
        target.execute("TRUNCATE items");

        assertThat(((StepSucceeded) target.run(STEP)).rows()).isZero();
        assertThat(target.number("SELECT count(*) FROM towpath.receipt")).isOne();
    }

    @Test
    void twenty_killed_backends_later_every_row_is_written_once_and_counted_once() throws Exception {
        create();
        slowDown();
        Random random = new Random(20_260_306);
        Target.Running running = target.start(STEP, control);

        int kills = 0;
        while (kills < 20 && !running.outcome().isDone()) {
            target.execute("SELECT pg_sleep(%s)".formatted(random.nextInt(150) / 1000.0));
            kills += (int) target.number("""
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE application_name LIKE 'towpath-agent%' AND query LIKE '%tp\\_batch%' AND state <> 'idle'""");
        }
        target.execute("DROP TRIGGER slow ON items");

        StepSucceeded done = (StepSucceeded) running.outcome().join();
        assertThat(kills).isEqualTo(20);
        assertThat(done.rows()).isEqualTo(ROWS);
        assertEveryRowWrittenOnce();
    }

    @Test
    void a_cut_connection_at_a_batches_commit_repeats_and_skips_nothing() throws Exception {
        for (CuttingProxy.Cut cut : CuttingProxy.Cut.values()) {
            try (Target other = Target.create();
                    CuttingProxy proxy = new CuttingProxy(Target.server().port(), "COMMIT", cut)) {
                create(other, "id bigint", List.of("id"), "n");
                StepSucceeded done =
                        (StepSucceeded) Target.result(Target.start(other.runnerThrough(proxy.port()), STEP, control)
                                .outcome());

                assertThat(proxy.cuts()).isOne();
                assertThat(done.rows()).isEqualTo(ROWS);
                assertEveryRowWrittenOnce(other);
            }
        }
    }

    @Test
    void an_interrupted_run_is_taken_up_by_a_successor_where_it_was() {
        create();
        slowDown();
        Target.Running older = target.start(STEP, control);
        await().until(() -> batches() >= 2);
        older.thread().interrupt();
        target.execute("DROP TRIGGER slow ON items");

        StepSucceeded done = (StepSucceeded)
                Target.result(Target.start(target.successor(), STEP, control).outcome());

        assertThat(done.rows()).isEqualTo(ROWS);
        assertEveryRowWrittenOnce();
    }

    @Test
    void a_running_walk_goes_by_a_new_tempo_from_the_next_batch_on() {
        create();
        slowDown();
        Target.Running running = target.start(STEP, control);
        await().until(() -> batches() >= 2);

        control.tune(new Tempo(SHORT, Duration.ofMinutes(1)));
        long heard = batches() + 2;
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(() -> batches() <= heard);

        target.execute("DROP TRIGGER slow ON items");
        control.tune(new Tempo(Duration.ofSeconds(1), Duration.ZERO));
        StepSucceeded done = (StepSucceeded) Target.result(running.outcome());
        assertThat(done.rows()).isEqualTo(ROWS);
        assertEveryRowWrittenOnce();
    }

    @Test
    void a_raised_fence_stops_the_older_owner_at_its_next_batch() {
        create();
        slowDown();
        Target.Running older = target.start(STEP, control);
        await().until(() -> batches() >= 1);

        target.execute("UPDATE towpath.fence SET epoch = 2");
        long committed = batches();

        Target.assertFenced(older);
        assertThat(batches()).isEqualTo(committed);
    }

    @Test
    void the_brake_stops_it_within_one_batch() {
        create();
        slowDown();
        Target.Running running = target.start(STEP, control);
        await().until(() -> batches() >= 1);

        target.execute("UPDATE towpath.control SET halted = true");
        long atBrake = batches();
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(3)).until(() -> batches() <= atBrake + 1);

        target.execute("DROP TRIGGER slow ON items; UPDATE towpath.control SET halted = false");
        assertThat(((StepSucceeded) running.outcome().join()).rows()).isEqualTo(ROWS);
        assertEveryRowWrittenOnce();
    }

    @Test
    void a_hold_stops_it_within_one_batch_and_a_release_goes_on() {
        create();
        slowDown();
        Target.Running running = target.start(STEP, control);
        await().until(() -> batches() >= 1);

        control.hold(true);
        long atHold = batches();
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(3)).until(() -> batches() <= atHold + 1);

        target.execute("DROP TRIGGER slow ON items");
        control.hold(false);
        assertThat(((StepSucceeded) running.outcome().join()).rows()).isEqualTo(ROWS);
        assertEveryRowWrittenOnce();
    }

    @Test
    void a_row_that_somebody_holds_is_waited_out_in_bounded_attempts() throws Exception {
        create();
        try (Connection writer = target.connect()) {
            writer.setAutoCommit(false);
            writer.createStatement()
                    .execute("SET application_name = 'shop'; UPDATE items SET old = 'b' WHERE id = 900");
            Target.Running running = target.start(STEP, control);
            await().until(() -> !control.blocked().isEmpty());

            assertThat(control.blocked().getFirst()).contains("(shop), idle in transaction");
            assertThat(target.number("SELECT count(*) FROM pg_locks WHERE mode = 'RowExclusiveLock'"
                            + " AND relation = 'items'::regclass"))
                    .isLessThanOrEqualTo(2);
            writer.commit();

            StepSucceeded done = (StepSucceeded) running.outcome().join();
            assertThat(done.rows()).isEqualTo(ROWS);
        }
        assertThat(control.blocked().getLast()).isEmpty();
        assertEveryRowWrittenOnce();
    }

    @Test
    void the_tables_own_triggers_rest_where_the_plan_says_so() {
        assumeTrue(
                target.version() >= 150000, "the agent's role may be allowed to suppress triggers since PostgreSQL 15");
        create();
        target.execute("""
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'fired'; END $$;
                CREATE TRIGGER fail BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION fail()""");

        assertThat(target.run(STEP)).isInstanceOf(StepFailed.class);
        assertThat(((StepSucceeded) target.run(suppressing(STEP))).rows()).isEqualTo(ROWS);
    }

    private static BackfillStep suppressing(BackfillStep step) {
        return new BackfillStep(
                step.id(),
                step.gate(),
                step.title(),
                step.sql(),
                step.lock(),
                step.lockTimeout(),
                step.statementTimeout(),
                step.undo(),
                step.probe(),
                step.keyColumns(),
                step.boundary(),
                step.estimate(),
                step.batchDuration(),
                true);
    }

    private void create() {
        create("id bigint", List.of("id"), "n");
    }

    private void create(String definition, List<String> columns, String values) {
        create(target, definition, columns, values);
    }

    private static void create(Target target, String definition, List<String> columns, String values) {
        target.own("""
                CREATE TABLE items (%s, old text, new text, writes int NOT NULL DEFAULT 0, PRIMARY KEY (%s));
                INSERT INTO items SELECT %s, 'a' FROM generate_series(1, %d) n""".formatted(definition, String.join(", ", columns), values, ROWS));
    }

    /** A batch then takes long enough to be met in the middle. */
    private void slowDown() {
        target.execute("""
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN IF random() < 0.05 THEN PERFORM pg_sleep(0.01); END IF; RETURN NEW; END $$;
                CREATE TRIGGER slow BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION slow()""");
    }

    private void assertEveryRowWrittenOnce() {
        assertEveryRowWrittenOnce(target);
    }

    private static void assertEveryRowWrittenOnce(Target target) {
        assertThat(target.number("SELECT count(*) FROM items WHERE writes = 1 AND new = old"))
                .isEqualTo(ROWS);
        assertThat(target.number("SELECT row_count FROM towpath.checkpoint")).isEqualTo(ROWS);
        assertThat(target.number("SELECT row_count FROM towpath.receipt")).isEqualTo(ROWS);
    }

    private long batches() {
        return target.number("SELECT coalesce(sum(batches), 0) FROM towpath.checkpoint");
    }
}
