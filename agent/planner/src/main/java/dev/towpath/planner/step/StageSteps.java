package dev.towpath.planner.step;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.planner.lock.Bounds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The steps of one stage as they are being planned, numbered, each with those that take it back: last step first. */
public final class StageSteps {
    private final Stage stage;
    private final Bounds bounds;
    private final List<Step> steps = new ArrayList<>();
    private final Deque<List<UndoStep>> undo = new ArrayDeque<>();

    public StageSteps(Stage stage, Bounds bounds) {
        this.stage = stage;
        this.bounds = bounds;
    }

    /** Changes the catalog only: no statement of it reads or rewrites a table. */
    public StageSteps change(String what, String title, String lock, String sql, String probe, Undo undo) {
        return change(gate(), what, title, lock, sql, probe, undo);
    }

    /** The same behind another gate than the stage's own. */
    public StageSteps change(
            GatePoint gate, String what, String title, String lock, String sql, String probe, Undo undo) {
        UndoSteps back = takenBack(what, gate, undo);
        return add(new StepKinds(gate, bounds).change(next(what), title, lock, sql, back.script(), probe));
    }

    /** Reads a table, or a sample of it, under a lock that lets its users go on; has nothing to take back. */
    public StageSteps scan(String what, String title, String lock, String sql, String probe) {
        return add(kinds().scan(next(what), title, lock, sql, probe));
    }

    /** Makes {@code object} by a statement that can't run in a transaction. */
    public StageSteps concurrent(String what, String title, String lock, String sql, ConcurrentObject object) {
        UndoSteps back = takenBack(what, gate(), steps -> steps.drop("Drop " + object.name(), lock, object)
                .removing(List.of("index " + object.schema() + "." + object.name())));
        return add(kinds().build(next(what), title, lock, sql, object, back.script(), object.probe()));
    }

    /** Compares rows and changes nothing. */
    public StageSteps verify(String what, String title, String lock, String sql) {
        return add(kinds().verify(next(what), title, lock, sql, Probes.NEVER));
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
        return new PlannedStage(
                stage, steps, undo.stream().flatMap(List::stream).toList());
    }

    private UndoSteps takenBack(String what, GatePoint gate, Undo way) {
        UndoSteps back = new UndoSteps(next(what), gate, bounds);
        way.addTo(back);
        undo.push(back.planned());
        return back;
    }

    private StepKinds kinds() {
        return new StepKinds(gate(), bounds);
    }

    private GatePoint gate() {
        return GatePoint.of(stage);
    }
}
