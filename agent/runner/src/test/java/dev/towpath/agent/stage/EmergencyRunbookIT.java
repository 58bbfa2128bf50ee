package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.planner.PlanResult;
import dev.towpath.planner.Planner;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.SnapshotQuery;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every statement of docs/runbooks/emergency.md, run where the page says so, on the rollout that it takes as its example. */
class EmergencyRunbookIT {
    private static final RolloutId ROLLOUT = RolloutId.parse("shop.add_display_name");
    private static final String PREFIX = "tp_aeca4a4b_";
    private static final String FILE = """
            revision: add_display_name
            database: shop
            changes:
              - rename_column: {table: users, from: full_name, to: display_name}
            """;
    private static final String CATALOG = """
            SELECT string_agg(line, '; ' ORDER BY line) FROM (
              SELECT concat_ws(' ', attname, attnotnull) AS line FROM pg_attribute
              WHERE attrelid = 'public.users'::regclass AND attnum > 0 AND NOT attisdropped
              UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'public.users'::regclass
              UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint
                        WHERE conrelid = 'public.users'::regclass
              UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE 'tp\\_%') AS lines""";
    private static final String REMOVE = "DROP FUNCTION";
    private static final String DIFFERENT = "SELECT count(*) FROM public.users";

    private final Runbook page = Runbook.read("emergency.md");
    private Target target;
    private Plan plan;

    @BeforeEach
    void rollout() throws InterruptedException, UnreadableMessage, JsonProcessingException {
        target = Target.create();
        target.own("CREATE UNIQUE INDEX ON users (full_name); ALTER TABLE users ADD CHECK (length(full_name) > 3);"
                + "INSERT INTO users SELECT n, 'name ' || n FROM generate_series(1, 100) n");
        plan = plan();
        target.execute("""
                INSERT INTO towpath.plan (rollout, hash, body) VALUES ('%1$s', '%2$s', '%3$s');
                INSERT INTO towpath.rollout (rollout, table_name) VALUES ('%1$s', 'public.users')""".formatted(
                        ROLLOUT,
                        plan.hash(),
                        new MessageCodec().mapper().writeValueAsString(plan).replace("'", "''")));
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void a_rollout_whose_triggers_were_removed_comes_back_and_ends_as_planned() throws Exception {
        run(Stage.EXPAND);
        run(Stage.DUAL_WRITE);
        pairRemovedAndMadeAgain();
        run(Stage.BACKFILL);
        run(Stage.CUTOVER);
        run(step("contract.1.hide"));
        keeperRemovedAndMadeAgain();
        run(step("contract.2.drop"));

        assertThat(target.text("SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute"
                        + " WHERE attrelid = 'public.users'::regclass AND attnum > 0 AND NOT attisdropped"))
                .isEqualTo("display_name id");
        assertThat(ours()).isZero();
        looksAtWhatIsThere();
        page.assertEveryBlockWasTaken();
    }

    @Test
    void a_rollout_whose_triggers_were_removed_in_cutover_goes_back_and_old_versions_notice_nothing() {
        String before = target.text(CATALOG);
        List<Stage> stages = List.of(Stage.EXPAND, Stage.DUAL_WRITE, Stage.BACKFILL, Stage.CUTOVER);
        stages.forEach(this::run);
        target.execute(page.with("halted = true"));
        target.execute(page.with(REMOVE));
        target.own("INSERT INTO users (id, full_name) VALUES (1000, 'an old version''s')");

        target.execute(page.with("halted = false"));
        for (PlannedStage stage : plan.stages().reversed()) {
            if (stages.contains(stage.stage())) {
                stage.undo().forEach(undo -> run(undo.step()));
            }
        }
        assertThat(target.text(CATALOG)).isEqualTo(before);
        assertThat(target.number("SELECT count(*) FROM users")).isEqualTo(101);
    }

    @Test
    void the_removal_gives_up_rather_than_let_others_queue_behind_it() throws Exception {
        run(Stage.EXPAND);
        run(Stage.DUAL_WRITE);
        try (Connection reader = target.connect()) {
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT FROM users");
            long start = System.nanoTime();
            assertThatThrownBy(() -> target.execute(page.with(REMOVE)))
                    .cause()
                    .isInstanceOfSatisfying(SQLException.class, late -> assertThat(late.getSQLState())
                            .isEqualTo("55P03"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
        assertThat(ours()).as("all of it or nothing").isEqualTo(2);
    }

    private void pairRemovedAndMadeAgain() {
        target.execute(page.with("halted = true"));
        assertThat(ours()).isEqualTo(2);
        target.execute(page.with(REMOVE));
        assertThat(ours()).isZero();
        target.own("UPDATE users SET full_name = 'meanwhile ' || id WHERE id <= 10");

        target.execute(page.with("'dual_write.1.install-triggers'"));
        assertThat(ours()).isEqualTo(2);
        assertThat(target.number(page.with(DIFFERENT))).isPositive();
        target.execute(page.with("SET display_name = full_name"));
        assertThat(target.number(page.with(DIFFERENT))).isZero();
        assertThat(target.number("SELECT count(*) FROM users WHERE full_name = 'meanwhile ' || id"))
                .isEqualTo(10);
        target.own("UPDATE users SET display_name = 'later ' || id WHERE id <= 20");
        assertThat(target.number(page.with(DIFFERENT))).isZero();
        target.execute(page.with("halted = false"));
    }

    private void keeperRemovedAndMadeAgain() {
        target.execute(page.with("halted = true"));
        assertThat(target.text(page.with("FROM pg_trigger\nWHERE NOT tgisinternal AND tgname ~")))
                .isEqualTo("users");
        target.execute(page.with(REMOVE));
        target.own("UPDATE users SET display_name = 'hidden from' || id WHERE id <= 10");
        target.execute(page.with("'contract.1.hide'"));
        String stale = "SELECT count(*) FROM users WHERE " + PREFIX + "hidden <> display_name";
        assertThat(target.number(stale)).isEqualTo(10);
        target.execute(page.with("SET " + PREFIX + "hidden = display_name"));
        target.own("UPDATE users SET display_name = 'and kept' || id WHERE id <= 10");
        assertThat(target.number(stale)).isZero();
        target.execute(page.with("halted = false"));
    }

    private void looksAtWhatIsThere() throws Exception {
        assertThat(target.text(page.with("AS prefix, opened_at")
                        .replace("SELECT rollout, table_name, ", "SELECT rollout || ' ' || ")))
                .isEqualTo(ROLLOUT + " " + PREFIX);
        assertThat(target.text(page.with("FROM towpath.receipt"))).isEqualTo(ROLLOUT.toString());
        try (TargetSession session = target.sessions().open()) {
            Thread sleeper = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> session.script("SELECT pg_sleep(60)", Duration.ofSeconds(70)))
                            .isInstanceOfSatisfying(TargetException.class, ended -> assertThat(ended.error())
                                    .isInstanceOf(TargetError.StatementCanceled.class)));
            String cancel = page.with("pg_cancel_backend");
            await().until(() -> target.text(cancel).equals(Integer.toString(session.pid())));
            assertThat(sleeper.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    /** Triggers and functions of the rollout. */
    private long ours() {
        return target.number("SELECT (SELECT count(*) FROM pg_trigger WHERE tgname ~ '" + PREFIX + "')"
                + " + (SELECT count(*) FROM pg_proc WHERE proname ~ '" + PREFIX + "')");
    }

    private void run(Stage stage) {
        plan.stages().stream()
                .filter(planned -> planned.stage() == stage)
                .flatMap(planned -> planned.steps().stream())
                .forEach(this::run);
    }

    private void run(Step step) {
        StepOrder order = new StepOrder(ROLLOUT, plan.hash(), step, 1, Optional.empty(), "");
        assertThat(Target.result(
                        Target.start(target.runner(), order, new TestControl()).outcome()))
                .as(step.id().value())
                .isInstanceOf(StepSucceeded.class);
    }

    private Step step(String id) {
        return plan.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> step.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Plan plan() throws InterruptedException, UnreadableMessage {
        var spec = new RolloutFiles().read(FILE.getBytes(StandardCharsets.UTF_8), RolloutFiles.Format.YAML);
        String snapshot = target.sessions()
                .with(session -> session.row(SnapshotQuery.sql(), "public", "users"))
                .orElseThrow()
                .getString(0);
        return ((PlanResult.Planned) Planner.plan(ROLLOUT, spec, CatalogSnapshot.parse(snapshot))).plan();
    }
}
