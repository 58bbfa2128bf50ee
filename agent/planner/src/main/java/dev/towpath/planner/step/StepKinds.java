package dev.towpath.planner.step;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.planner.lock.Bounds;
import java.time.Duration;

/** Steps behind one gate, each kind with its bounds. */
record StepKinds(GatePoint gate, Bounds bounds) {
    /** Changes the catalog only: no statement of it reads or rewrites a table. */
    Step change(StepId id, String title, String lock, String sql, String undo, String probe) {
        return new TransactionStep(id, gate, title, sql, lock, bounds.lockWait(), bounds.catalogChange(), undo, probe);
    }

    /** Reads a table, or a sample of it, under a lock that lets its users go on; has nothing to take back. */
    Step scan(StepId id, String title, String lock, String sql, String probe) {
        return new TransactionStep(id, gate, title, sql, lock, bounds.lockWait(), Bounds.SCAN, "", probe);
    }

    /** Makes {@code object} by a statement that can't run in a transaction. */
    Step build(StepId id, String title, String lock, String sql, ConcurrentObject object, String undo, String probe) {
        return new ConcurrentStep(
                id,
                gate,
                title,
                sql,
                lock,
                Duration.ZERO,
                Bounds.SCAN,
                undo,
                probe,
                object.sqlName(),
                object.cleanup(),
                object.invalid());
    }

    /** Drops {@code object}. In whatever state it is: a drop that was broken off is simply sent again. */
    Step drop(StepId id, String title, String lock, ConcurrentObject object) {
        return new ConcurrentStep(
                id,
                gate,
                title,
                object.cleanup(),
                lock,
                Duration.ZERO,
                Bounds.SCAN,
                "",
                object.gone(),
                object.sqlName(),
                "",
                Probes.NEVER);
    }

    /**
     * Compares rows and changes nothing.
     *
     * @param nothingToCompare says whether one of the two shapes is gone, so that nothing is left that could differ
     */
    Step verify(StepId id, String title, String lock, String sql, String nothingToCompare) {
        return new VerifyStep(id, gate, title, sql, lock, bounds.lockWait(), Bounds.SCAN, "", nothingToCompare);
    }
}
