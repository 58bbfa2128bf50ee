package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.plan.VerifyStep;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The plan that {@code users.full_name} to {@code display_name} gets on PostgreSQL, with an index that moves along. */
final class RenamePlan {
    static final String HASH = "5f1d".repeat(16);
    static final StepId ADD_COLUMN = new StepId("expand.1.add-column");
    static final StepId INSTALL_PAIR = new StepId("dual_write.1.install-trigger-pair");
    static final StepId COPY_ROWS = new StepId("backfill.1.copy-rows");
    static final StepId VERIFY_ROWS = new StepId("backfill.2.verify");
    static final StepId BUILD_INDEX = new StepId("cutover.1.build-index");
    static final StepId VERIFY_AGAIN = new StepId("cutover.2.verify");
    static final StepId HIDE = new StepId("contract.1.hide-old-column");
    static final StepId DROP = new StepId("contract.2.drop-old-column");

    static final StepId UNHIDE = new StepId("contract.1.hide-old-column-undo");
    static final StepId VALIDATE = new StepId("contract.1.hide-old-column-undo-validate");
    static final StepId DROP_INDEX = new StepId("cutover.1.build-index-undo");
    static final StepId REMOVE_PAIR = new StepId("dual_write.1.install-trigger-pair-undo");
    static final StepId DROP_COLUMN = new StepId("expand.1.add-column-undo");

    static final String NEW_COLUMN = "column public.users.display_name";
    static final String PAIR = "trigger public.users.tp_1b2c3d4e_sync";
    static final String INDEX = "index public.users_display_name_idx";
    static final String HIDDEN_COLUMN = "column public.users.tp_1b2c3d4e_hidden";

    private static final Map<StepId, List<String>> REMOVES = Map.of(
            DROP_COLUMN, List.of(NEW_COLUMN),
            REMOVE_PAIR, List.of(PAIR),
            DROP_INDEX, List.of(INDEX),
            UNHIDE, List.of(HIDDEN_COLUMN));

    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

    private RenamePlan() {}

    /** What has a receipt when the index is built. */
    static List<StepId> throughCutover() {
        return List.of(ADD_COLUMN, INSTALL_PAIR, COPY_ROWS, BUILD_INDEX);
    }

    static Plan plan() {
        return withStages(
                HASH,
                DROP,
                new PlannedStage(
                        Stage.EXPAND,
                        List.of(ddl(ADD_COLUMN, "ALTER TABLE public.users ADD COLUMN display_name text")),
                        List.of(undo(ADD_COLUMN, DROP_COLUMN))),
                new PlannedStage(
                        Stage.DUAL_WRITE,
                        List.of(ddl(INSTALL_PAIR, "CREATE TRIGGER tp_1b2c3d4e_first BEFORE INSERT OR UPDATE")),
                        List.of(undo(INSTALL_PAIR, REMOVE_PAIR))),
                new PlannedStage(Stage.BACKFILL, List.of(copyRows(), verify(VERIFY_ROWS)), List.of()),
                new PlannedStage(
                        Stage.CUTOVER,
                        List.of(buildIndex(), verify(VERIFY_AGAIN)),
                        List.of(undo(BUILD_INDEX, DROP_INDEX))),
                new PlannedStage(
                        Stage.CONTRACT,
                        List.of(
                                ddl(HIDE, "ALTER TABLE public.users RENAME COLUMN full_name TO tp_1b2c3d4e_hidden"),
                                ddl(DROP, GatePoint.DROP, "ALTER TABLE public.users DROP COLUMN tp_1b2c3d4e_hidden")),
                        List.of(undo(HIDE, UNHIDE), undo(HIDE, VALIDATE))));
    }

    static Plan withStages(String hash, StepId pointOfNoReturn, PlannedStage... stages) {
        return new Plan(
                hash,
                pointOfNoReturn,
                Arrays.asList(stages),
                new Footprint(
                        "public.users", List.of("column public.users.full_name", "column public.users.display_name")),
                List.of("A NULL written through one column while the other has a value is masked."));
    }

    /** The same plan as an earlier version made it, without steps that take others back. */
    static Plan withoutUndo() {
        return withStages(
                HASH,
                DROP,
                plan().stages().stream()
                        .map(stage -> new PlannedStage(stage.stage(), stage.steps(), List.of()))
                        .toArray(PlannedStage[]::new));
    }

    static UndoStep undo(StepId undoes, StepId id) {
        return new UndoStep(undoes, ddl(id, "-- takes back " + undoes), removes(id));
    }

    private static List<String> removes(StepId id) {
        return REMOVES.getOrDefault(id, List.of());
    }

    static Step ddl(StepId id, String sql) {
        return ddl(id, gateOf(id), sql);
    }

    static Step ddl(StepId id, GatePoint gate, String sql) {
        return new TransactionStep(
                id,
                gate,
                id.value().substring(id.value().lastIndexOf('.') + 1).replace('-', ' '),
                sql,
                "ACCESS EXCLUSIVE on public.users",
                LOCK_TIMEOUT,
                Duration.ofSeconds(2),
                "-- undo of " + id,
                "SELECT false");
    }

    private static Step copyRows() {
        return new BackfillStep(
                COPY_ROWS,
                GatePoint.BACKFILL,
                "copy full_name to display_name",
                "UPDATE public.users SET display_name = full_name WHERE id > ($1::text[])[1]::bigint",
                "ROW EXCLUSIVE on public.users",
                LOCK_TIMEOUT,
                Duration.ofSeconds(10),
                "",
                "SELECT false",
                List.of("id"),
                "SELECT ARRAY[id::text] FROM public.users ORDER BY id OFFSET $2 LIMIT 1",
                "SELECT reltuples::bigint FROM pg_catalog.pg_class",
                Duration.ofMillis(200),
                true);
    }

    private static Step buildIndex() {
        return new ConcurrentStep(
                BUILD_INDEX,
                GatePoint.CUTOVER,
                "build users_display_name_idx",
                "CREATE INDEX CONCURRENTLY users_display_name_idx ON public.users (display_name)",
                "SHARE UPDATE EXCLUSIVE on public.users",
                Duration.ZERO,
                Duration.ofHours(4),
                "DROP INDEX CONCURRENTLY public.users_display_name_idx",
                "SELECT true",
                "public.users_display_name_idx",
                "DROP INDEX CONCURRENTLY IF EXISTS public.users_display_name_idx",
                "SELECT false");
    }

    static Step verify(StepId id) {
        return new VerifyStep(
                id,
                gateOf(id),
                "compare the columns row by row",
                "SELECT count(*), count(*) FILTER (WHERE ROW(full_name) *<> ROW(display_name)) FROM public.users",
                "ACCESS SHARE on public.users",
                LOCK_TIMEOUT,
                Duration.ZERO,
                "",
                "SELECT false");
    }

    static GatePoint gateOf(StepId id) {
        String stage = id.value().substring(0, id.value().indexOf('.'));
        return Arrays.stream(Stage.values())
                .filter(candidate -> candidate.wireName().equals(stage))
                .map(GatePoint::of)
                .findFirst()
                .orElseThrow();
    }
}
