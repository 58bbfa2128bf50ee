package dev.towpath.agent.ledger;

import dev.towpath.agent.target.SessionPool;
import dev.towpath.agent.target.SessionWork;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSessions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The way into schema {@code towpath} for one owner, named by its epoch.
 *
 * <p>Promises: every {@link #write} is one transaction that first reads the fence FOR SHARE; once another owner has
 * raised the epoch, nothing of this one is written. Thread-safe.
 *
 * <p>Failure semantics: a lost connection, a lock timeout, or a busy server is waited out, with growing pauses, until
 * the ledger is closed; since the answer to a COMMIT may have been lost, work handed to {@link #write} must be
 * harmless when it is done twice. {@link TargetError.Fenced Fenced} and what the server
 * rejects are thrown.
 */
public final class Ledger implements AutoCloseable {
    private static final int SESSIONS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final SessionPool pool;
    private final long epoch;
    private final CountDownLatch closed = new CountDownLatch(1);

    public Ledger(TargetSessions sessions, long epoch) {
        this.pool = new SessionPool(sessions, SESSIONS);
        this.epoch = epoch;
    }

    /** The epoch that names this owner. */
    public long epoch() {
        return epoch;
    }

    /** The statement that every script of an effect runs right after BEGIN; raises SQLSTATE TP001 for an older owner. */
    public String fenceSql() {
        return "SELECT towpath.assert_fence(" + epoch + ")";
    }

    /** Runs {@code work} in one transaction behind the fence. */
    public <T> T write(SessionWork<T> work) throws InterruptedException {
        return patiently(session -> session.transaction(open -> {
            open.query("SELECT towpath.assert_fence($1)", epoch);
            return work.on(open);
        }));
    }

    /** Runs {@code work} outside any transaction; it must only read. */
    public <T> T read(SessionWork<T> work) throws InterruptedException {
        return patiently(work);
    }

    @Override
    public void close() {
        closed.countDown();
        pool.close();
    }

    private <T> T patiently(SessionWork<T> work) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return pool.with(work);
            } catch (TargetException failure) {
                if (!passes(failure) || closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failure;
                }
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static boolean passes(TargetException failure) {
        return switch (failure.error()) {
            case TargetError.SessionLost lost -> true;
            case TargetError.Contended contended -> true;
            case TargetError.LockTimedOut waited -> true;
            case TargetError.StatementCanceled canceled -> true;
            case TargetError.Fenced fenced -> false;
            case TargetError.Rejected rejected -> false;
        };
    }
}
