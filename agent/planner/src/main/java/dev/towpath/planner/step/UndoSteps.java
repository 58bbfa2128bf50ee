package dev.towpath.planner.step;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.Bounds;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that take one step back, in order of execution. Each has the id of the step that it undoes with {@code undo-}
 * before its last part: {@code contract.1.hide} is undone by {@code contract.1.undo-hide}.
 */
public final class UndoSteps {
    private final StepId undoes;
    private final StepKinds kinds;
    private final List<UndoStep> steps = new ArrayList<>();
    private final List<String> script = new ArrayList<>();

    UndoSteps(StepId undoes, GatePoint gate, Bounds bounds) {
        this.undoes = undoes;
        this.kinds = new StepKinds(gate, bounds);
    }

    /** The step's counterpart: changes the catalog only. */
    public UndoSteps change(String title, String lock, List<String> statements, String probe) {
        return change("", title, lock, statements, probe);
    }

    /** One step of several that change the catalog only. */
    public UndoSteps change(String what, String title, String lock, List<String> statements, String probe) {
        return add(statements, kinds.change(id(what), title, lock, Sql.script(statements), "", probe));
    }

    /** Reads a table under a lock that lets its users go on. */
    public UndoSteps scan(String what, String title, String lock, String sql, String probe) {
        return add(List.of(sql), kinds.scan(id(what), title, lock, sql, probe));
    }

    /** Makes {@code object} again, beside the table's users. */
    public UndoSteps build(String what, String title, String lock, String sql, ConcurrentObject object, String probe) {
        return add(List.of(sql), kinds.build(id(what), title, lock, sql, object, "", probe));
    }

    /** Drops {@code object}, finished or not, beside the table's users. */
    public UndoSteps drop(String title, String lock, ConcurrentObject object) {
        return add(List.of(object.cleanup()), kinds.drop(id(""), title, lock, object));
    }

    /** Compares rows, unless {@code nothingToCompare} holds; has no place in a script. */
    public UndoSteps verify(String what, String title, String lock, String sql, String nothingToCompare) {
        return add(List.of(), kinds.verify(id(what), title, lock, sql, nothingToCompare));
    }

    /** The step that was added last takes {@code objects} away. */
    public UndoSteps removing(List<String> objects) {
        UndoStep last = steps.removeLast();
        steps.add(new UndoStep(last.undoes(), last.step(), objects));
        return this;
    }

    private UndoSteps add(List<String> statements, Step step) {
        steps.add(new UndoStep(undoes, step, List.of()));
        boolean transaction = step instanceof TransactionStep && statements.size() > 1;
        if (transaction) {
            script.add("BEGIN");
        }
        script.addAll(statements);
        if (transaction) {
            script.add("COMMIT");
        }
        return this;
    }

    List<UndoStep> planned() {
        return List.copyOf(steps);
    }

    /** The same as a script for psql. Comparisons are left to whoever runs it. */
    String script() {
        return Sql.script(script);
    }

    private StepId id(String what) {
        String id = undoes.value();
        int last = id.lastIndexOf('.') + 1;
        return new StepId(id.substring(0, last) + "undo-" + (what.isEmpty() ? id.substring(last) : what));
    }
}
