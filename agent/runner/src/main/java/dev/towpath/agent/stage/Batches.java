package dev.towpath.agent.stage;

import dev.towpath.agent.backfill.BatchScripts;
import dev.towpath.agent.backfill.Cursor;
import dev.towpath.agent.backfill.Window;
import dev.towpath.agent.ledger.Brake;
import dev.towpath.agent.ledger.Checkpoints;
import dev.towpath.agent.lock.LockWatch;
import dev.towpath.agent.target.TargetSession;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;

/**
 * The batches of one backfill on one session: two round trips each. {@link #write} leaves its transaction open and
 * {@link #commit} must follow at once, or the server ends the session.
 */
final class Batches {
    /** Rows that an open batch has written. */
    record Written(long rows, Duration elapsed) {}

    /**
     * What lies ahead.
     *
     * @param upTo the key of the last row of the next batch; empty when nothing is left
     * @param halted whether the brake is on
     */
    record Ahead(boolean halted, List<String> upTo) {
        Ahead {
            upTo = List.copyOf(upTo);
        }
    }

    private final TargetSession session;
    private final LockWatch watch;
    private final StepContext context;
    private final BatchScripts scripts;

    private Batches(TargetSession session, LockWatch watch, StepContext context, BatchScripts scripts) {
        this.session = session;
        this.watch = watch;
        this.context = context;
        this.scripts = scripts;
    }

    static Batches on(TargetSession session, LockWatch watch, StepContext context, BatchScripts scripts)
            throws InterruptedException {
        session.script(scripts.prepare(), scripts.bound());
        return new Batches(session, watch, context, scripts);
    }

    /** The brake and the end of the next batch. */
    Ahead look(Cursor from, int rows) throws InterruptedException {
        String script = Brake.HALTED_SQL + ";\n" + scripts.boundary(from, rows);
        return ahead(session.script(script, scripts.bound()));
    }

    /** Writes the window's rows in a transaction that stays open. */
    Written write(Window window) throws InterruptedException {
        long start = System.nanoTime();
        String script = scripts.begin(context.ledger().fenceSql(), window);
        RowSet<Row> begun =
                watch.attempt(session, scripts.step().lockTimeout(), open -> open.script(script, scripts.bound()));
        watch.had();
        return new Written(Scripts.result(begun, 2).rowCount(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Commits the open batch with its checkpoint, and looks ahead. */
    Ahead commit(Window window, long rows, int nextRows) throws InterruptedException {
        String checkpoint = Checkpoints.advanceSql(
                context.order().rolloutId(),
                context.order().stepId(),
                window.end().literal(),
                Long.toString(rows));
        String script = scripts.commit(checkpoint, Brake.HALTED_SQL, window, nextRows);
        return ahead(Scripts.result(session.script(script, scripts.bound()), 2));
    }

    private static Ahead ahead(RowSet<Row> brake) {
        boolean halted = brake.iterator().next().getBoolean(0);
        RowIterator<Row> next = brake.next().iterator();
        return new Ahead(halted, next.hasNext() ? List.of(next.next().getArrayOfStrings(0)) : List.of());
    }
}
