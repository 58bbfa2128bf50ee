package dev.towpath.agent.stage;

import dev.towpath.agent.lock.Blocker;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.plan.ConcurrentStep;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** What the catalog and the locks say of the object that a concurrent step makes. */
sealed interface ConcurrentObject {
    /**
     * Sessions, other than ours, that hold the lock under which an index is built, rebuilt or dropped concurrently. An
     * autovacuum holds it too: waiting for that as well costs nothing, since the removal would wait for it.
     */
    String WORKERS = """
            SELECT l.pid, %s
            FROM pg_index i JOIN pg_locks l ON l.relation = i.indrelid LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE i.indexrelid = to_regclass($1) AND l.locktype = 'relation' AND l.granted
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock') AND l.pid <> pg_backend_pid()
            ORDER BY l.pid LIMIT 1""".formatted(Blocker.COLUMNS);

    record Finished() implements ConcurrentObject {}

    /** Unfinished, and {@code worker} may be at work on it. */
    record BeingBuilt(Blocker worker) implements ConcurrentObject {}

    /** Unfinished, and nobody works on it. */
    record Unfinished() implements ConcurrentObject {}

    record Absent() implements ConcurrentObject {}

    /** Looks for workers before it believes "unfinished": a build that ends in between is then read as finished. */
    static ConcurrentObject look(TargetSession session, ConcurrentStep step) throws InterruptedException {
        Optional<Row> worker = session.row(WORKERS, step.object());
        if (Probe.holds(session, step.invalid())) {
            return worker.<ConcurrentObject>map(row -> new BeingBuilt(Blocker.of(row)))
                    .orElseGet(Unfinished::new);
        }
        return Probe.holds(session, step.probe()) ? new Finished() : new Absent();
    }
}
