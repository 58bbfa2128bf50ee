package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.PlanResult;
import dev.towpath.planner.Planner;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.SnapshotQuery;
import dev.towpath.planner.neighbour.Neighbours;
import dev.towpath.planner.trial.ColumnTrial;
import dev.towpath.planner.trial.TrialScript;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way back from every stage, as the plan says it, executed step by step by the agent's role. */
class PlannedUndoIT {
    private static final RolloutId ROLLOUT = RolloutId.parse("shop.change");
    private static final String CATALOG = """
            SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
              SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)) AS line
              FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
              WHERE attrelid = 'people'::regclass AND attnum > 0 AND NOT attisdropped
              UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'people'::regclass
              UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
                        WHERE conrelid = 'people'::regclass
              UNION ALL SELECT tgname FROM pg_trigger WHERE tgrelid = 'people'::regclass AND NOT tgisinternal
              UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE 'tp\\_%'
              UNION ALL SELECT relname FROM pg_class WHERE relname LIKE 'tp\\_%') AS lines""";

    private final TestControl control = new TestControl();
    private Target target;

    @BeforeEach
    void table() {
        target = Target.create();
        target.own("""
                CREATE TABLE people (id bigint PRIMARY KEY, name varchar(80) NOT NULL, CHECK (length(name) > 2));
                CREATE UNIQUE INDEX people_name ON people (name);
                CREATE INDEX people_lower ON people (lower(name));
                INSERT INTO people SELECT n, 'name ' || n FROM generate_series(1, 500) n""");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rename_column: {table: people, from: name, to: full_name}",
                "add_column: {table: people, name: token, type: uuid, nullable: false, default: gen_random_uuid()}",
                "add_column: {table: people, name: locale, type: text, nullable: false, default: \"'en'\"}"
            })
    void from_every_stage_the_way_back_leads_to_the_catalog_as_it_was(String change) throws Exception {
        Plan plan = plan(change);
        String before = target.text(CATALOG);

        for (Stage reached : Stage.values()) {
            target.execute("TRUNCATE towpath.receipt, towpath.checkpoint, towpath.intent");
            for (PlannedStage stage : upTo(plan, reached)) {
                stage.steps().stream()
                        .filter(step -> step.gate() != GatePoint.DROP)
                        .forEach(this::succeeds);
            }
            target.own("UPDATE people SET id = -id WHERE id IN (1, -1)");
            for (PlannedStage stage : upTo(plan, reached).reversed()) {
                stage.undo().stream().map(UndoStep::step).forEach(this::succeeds);
            }
            assertThat(target.text(CATALOG)).as("back from " + reached).isEqualTo(before);
        }
    }

    /** A database that was put back to before the rollout, which the log says is done up to the drop. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rename_column: {table: people, from: name, to: full_name}",
                "add_column: {table: people, name: token, type: uuid, nullable: false, default: gen_random_uuid()}"
            })
    void the_way_back_from_every_stage_bears_that_nothing_is_there(String change) throws Exception {
        Plan plan = plan(change);
        String before = target.text(CATALOG);

        for (PlannedStage stage : plan.stages().reversed()) {
            stage.undo().stream().map(UndoStep::step).forEach(this::succeeds);
        }

        assertThat(target.text(CATALOG)).isEqualTo(before);
    }

    private void succeeds(Step step) {
        assertThat(target.run(step, control)).as(step.id() + ": " + step.sql()).isInstanceOf(StepSucceeded.class);
    }

    private static List<PlannedStage> upTo(Plan plan, Stage reached) {
        return plan.stages().stream()
                .filter(stage -> stage.stage().compareTo(reached) <= 0)
                .toList();
    }

    private Plan plan(String entry) throws InterruptedException, UnreadableMessage {
        String file = "revision: change\ndatabase: shop\nchanges:\n  - " + entry + "\n";
        RolloutSpec spec = new RolloutFiles().read(file.getBytes(StandardCharsets.UTF_8), RolloutFiles.Format.YAML);
        String snapshot = target.sessions()
                .with(session -> session.row(SnapshotQuery.sql(), "public", "people"))
                .orElseThrow()
                .getString(0);
        PlanResult result = Planner.plan(
                ROLLOUT,
                spec,
                CatalogSnapshot.parse(snapshot),
                tried(spec.changes().getFirst()),
                Neighbours.NONE);
        assertThat(result).isInstanceOf(PlanResult.Planned.class);
        return ((PlanResult.Planned) result).plan();
    }

    private List<ColumnTrial> tried(SchemaChange change) throws InterruptedException {
        List<ColumnTrial> tried = new ArrayList<>();
        Optional<String> script = TrialScript.of(ROLLOUT, change);
        if (script.isPresent()) {
            RowSet<Row> answer =
                    target.sessions().with(session -> session.script(script.get(), Duration.ofSeconds(30)));
            while (answer.next() != null) {
                answer = answer.next();
            }
            tried.add(ColumnTrial.parse(answer.iterator().next().getString(0)));
        }
        return tried;
    }
}
