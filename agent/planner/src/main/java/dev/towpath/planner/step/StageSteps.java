package dev.towpath.planner.step;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.planner.lock.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The steps of one stage as they are being planned: numbers them and gives each kind its bounds. */
public final class StageSteps {
    private final Stage stage;
    private final Bounds bounds;
    private final List<Step> steps = new ArrayList<>();

    public StageSteps(Stage stage, Bounds bounds) {
        this.stage = stage;
        this.bounds = bounds;
    }

    /** Changes the catalog only: no statement of it reads or rewrites a table. */
    public StageSteps change(String what, String title, String lock, String sql, String undo, String probe) {
        return change(gate(), what, title, lock, sql, undo, probe);
    }

    /** The same behind another gate than the stage's own. */
    public StageSteps change(
            GatePoint gate, String what, String title, String lock, String sql, String undo, String probe) {
        return add(new TransactionStep(
                next(what), gate, title, sql, lock, bounds.lockWait(), bounds.catalogChange(), undo, probe));
    }

    /** Reads a table, or a sample of it, under a lock that lets its users go on; has nothing to take back. */
    public StageSteps scan(String what, String title, String lock, String sql, String probe) {
        return add(
                new TransactionStep(next(what), gate(), title, sql, lock, bounds.lockWait(), Bounds.SCAN, "", probe));
    }

    /** Makes {@code object} by a statement that can't run in a transaction. */
    public StageSteps concurrent(String what, String title, String lock, String sql, ConcurrentObject object) {
        return add(new ConcurrentStep(
                next(what),
                gate(),
                title,
                sql,
                lock,
                Duration.ZERO,
                Bounds.SCAN,
                object.cleanup(),
                object.probe(),
                object.sqlName(),
                object.cleanup(),
                object.invalid()));
    }

    /** Compares rows and changes nothing. */
    public StageSteps verify(String what, String title, String lock, String sql) {
        return add(
                new VerifyStep(next(what), gate(), title, sql, lock, bounds.lockWait(), Bounds.SCAN, "", Probes.NEVER));
    }

    public StageSteps add(Step step) {
        steps.add(step);
        return this;
    }

    /** The id of the step that is added next. */
    public StepId next(String what) {
        return new StepId(stage.wireName() + "." + (steps.size() + 1) + "." + what);
    }

    public PlannedStage planned() {
        return new PlannedStage(stage, steps, List.of());
    }

    private GatePoint gate() {
        return GatePoint.of(stage);
    }
}
