package dev.towpath.orchestrator.api;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.UndoStep;
import java.time.Duration;
import java.util.List;

/** A plan with one step in every stage but cutover, and the drop; with the way back. */
final class SamplePlan {
    static final StepId ADD = new StepId("expand.1.add-column");
    static final StepId TRIGGERS = new StepId("dual_write.1.triggers");
    static final StepId COPY = new StepId("backfill.1.copy");
    static final StepId HIDE = new StepId("contract.1.hide");
    static final StepId DROP = new StepId("contract.2.drop");
    static final StepId UNDO_ADD = new StepId("expand.1.add-column-undo");
    static final StepId UNDO_TRIGGERS = new StepId("dual_write.1.triggers-undo");
    static final StepId UNHIDE = new StepId("contract.1.hide-undo");

    static final Plan PLAN = new Plan(
            "a1".repeat(32),
            DROP,
            List.of(
                    new PlannedStage(
                            Stage.EXPAND,
                            List.of(step(ADD, GatePoint.EXPAND)),
                            List.of(undo(ADD, UNDO_ADD, GatePoint.EXPAND))),
                    new PlannedStage(
                            Stage.DUAL_WRITE,
                            List.of(step(TRIGGERS, GatePoint.DUAL_WRITE)),
                            List.of(undo(TRIGGERS, UNDO_TRIGGERS, GatePoint.DUAL_WRITE))),
                    new PlannedStage(Stage.BACKFILL, List.of(copy()), List.of()),
                    new PlannedStage(Stage.CUTOVER, List.of(), List.of()),
                    new PlannedStage(
                            Stage.CONTRACT,
                            List.of(step(HIDE, GatePoint.CONTRACT), step(DROP, GatePoint.DROP)),
                            List.of(undo(HIDE, UNHIDE, GatePoint.CONTRACT)))),
            new Footprint("public.users", List.of("column public.users.full_name")),
            List.of("A sample."));

    private SamplePlan() {}

    private static UndoStep undo(StepId undoes, StepId id, GatePoint gate) {
        return new UndoStep(undoes, step(id, gate), List.of());
    }

    private static Step step(StepId id, GatePoint gate) {
        return new TransactionStep(
                id,
                gate,
                "does " + id,
                "SELECT 1",
                "ACCESS EXCLUSIVE on public.users",
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                "SELECT 2",
                "SELECT false");
    }

    private static Step copy() {
        return new BackfillStep(
                COPY,
                GatePoint.BACKFILL,
                "copies",
                "UPDATE",
                "ROW EXCLUSIVE on public.users",
                Duration.ofMillis(500),
                Duration.ZERO,
                "",
                "SELECT false",
                List.of("id"),
                "SELECT",
                "SELECT",
                Duration.ofMillis(200),
                false);
    }
}
