package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A rollout that somebody may submit, and the plan that the agent makes of it.
 *
 * @param column which one it renames: who renames the same waits for the other
 * @param index which one the column has: who shares it is found by the agent
 * @param approvals of cutover and drop
 * @param soak in seconds, before the cutover and before the drop
 * @param indexes how many steps the cutover has
 */
record Cargo(int column, int index, int approvals, int soak, int indexes, boolean backfill) {
    private static final Duration LOCK = Duration.ofMillis(500);
    private static final Duration STATEMENT = Duration.ofSeconds(2);
    private static final StepId DROP = new StepId("contract.2.drop");

    static Cargo random(Random random) {
        return new Cargo(
                random.nextInt(3),
                random.nextInt(4),
                random.nextInt(3) == 0 ? 1 : 0,
                random.nextInt(2) * random.nextInt(5),
                random.nextInt(2),
                random.nextInt(3) > 0);
    }

    Stream<Cargo> simpler() {
        return Stream.of(
                        new Cargo(column, index, 0, soak, indexes, backfill),
                        new Cargo(column, index, approvals, 0, indexes, backfill),
                        new Cargo(column, index, approvals, soak, 0, backfill),
                        new Cargo(column, index, approvals, soak, indexes, false))
                .filter(simpler -> !simpler.equals(this));
    }

    String code() {
        return "new Cargo(%d, %d, %d, %d, %d, %b)".formatted(column, index, approvals, soak, indexes, backfill);
    }

    static Revision revision(int number) {
        return new Revision("r" + number);
    }

    /** Which one has the revision. */
    static int number(Revision revision) {
        return Integer.parseInt(revision.value().substring(1));
    }

    RolloutSpec spec(int number) {
        GateSpec gate = new GateSpec(approvals, Duration.ofSeconds(soak));
        return new RolloutSpec(
                revision(number),
                World.SHOP,
                List.of(new RenameColumn("public", "users", "old_" + column, "new_" + column)),
                new Lineage(List.of(), List.of(), List.of(), true),
                "",
                Map.of(),
                BackfillSpec.DEFAULT,
                Map.of(GatePoint.CUTOVER, gate, GatePoint.DROP, gate),
                Duration.ofSeconds(soak),
                LOCK);
    }

    Plan plan(RolloutId id) {
        Footprint declared = Footprint.declared(spec(0).changes().getFirst());
        List<String> objects = new ArrayList<>(declared.objects());
        objects.add("index public.users_" + index);
        return new Plan(
                "%064x".formatted(id.toString().hashCode() & 0xffffffffL),
                DROP,
                List.of(
                        stage(Stage.EXPAND, List.of(ddl("expand.1.add"))),
                        stage(Stage.DUAL_WRITE, List.of(ddl("dual_write.1.pair"))),
                        new PlannedStage(Stage.BACKFILL, backfill ? List.of(copy(), verify()) : List.of(), List.of()),
                        stage(
                                Stage.CUTOVER,
                                Stream.of("cutover.1.first", "cutover.2.second")
                                        .limit(indexes)
                                        .map(Cargo::ddl)
                                        .toList()),
                        stage(Stage.CONTRACT, List.of(ddl("contract.1.hide"), drop()))),
                new Footprint(declared.table(), objects),
                List.of());
    }

    private static PlannedStage stage(Stage stage, List<Step> steps) {
        List<UndoStep> undo = steps.reversed().stream()
                .filter(step -> !step.id().equals(DROP))
                .map(step -> new UndoStep(step.id(), ddl(step.id() + "-undo"), List.of()))
                .toList();
        return new PlannedStage(stage, steps, undo);
    }

    private static Step ddl(String id) {
        Stage stage = Stream.of(Stage.values())
                .filter(candidate -> id.startsWith(candidate.wireName() + "."))
                .findFirst()
                .orElseThrow();
        return new TransactionStep(
                new StepId(id), GatePoint.of(stage), id, "-- " + id, "", LOCK, STATEMENT, "", "SELECT false");
    }

    private static Step drop() {
        return new TransactionStep(DROP, GatePoint.DROP, "drop", "-- drop", "", LOCK, STATEMENT, "", "SELECT false");
    }

    private static Step copy() {
        return new BackfillStep(
                new StepId("backfill.1.copy"),
                GatePoint.BACKFILL,
                "copy",
                "-- copy",
                "",
                LOCK,
                STATEMENT,
                "",
                "SELECT false",
                List.of("id"),
                "-- boundary",
                "-- estimate",
                Duration.ofMillis(200),
                true);
    }

    private static Step verify() {
        return new VerifyStep(
                new StepId("backfill.2.verify"),
                GatePoint.BACKFILL,
                "verify",
                "-- verify",
                "",
                LOCK,
                STATEMENT,
                "",
                "SELECT false");
    }
}
