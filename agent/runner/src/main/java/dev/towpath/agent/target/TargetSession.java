package dev.towpath.agent.target;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One backend of the target. Calls block their (virtual) thread; one thread uses a session at a time, except for
 * {@link #cancel} and {@link #close}.
 *
 * <p>Promises: after a failed call the session is outside any transaction, or closed. An interrupt cancels what runs
 * and closes the session before {@link InterruptedException} is thrown.
 *
 * <p>Failure semantics: every failure is a {@link TargetException}. A call that the server leaves unanswered past its
 * bound closes the session and counts as {@link TargetError.SessionLost}.
 */
public final class TargetSession implements AutoCloseable {
    /** What the network and a busy server may add to a statement's own bound. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final PgConnection connection;
    private final OffsetDateTime backendStart;
    private String mark = "";

    TargetSession(PgConnection connection, OffsetDateTime backendStart) {
        this.connection = connection;
        this.backendStart = backendStart;
    }

    /** From now on {@code comment} stands behind every {@link #script}, for whoever looks at what the server runs. */
    public void mark(String comment) {
        mark = "\n" + comment;
    }

    /** Runs one statement with parameters {@code $1…}, bounded by the session's statement_timeout. */
    public RowSet<Row> query(String sql, @Nullable Object... parameters) throws InterruptedException {
        return answer(connection.preparedQuery(sql).execute(Tuple.wrap(parameters)), SessionSettings.STATEMENT_BOUND);
    }

    /** As {@link #query}, with what {@code read} makes of each row, in their order. */
    public <T> List<T> rows(Function<Row, T> read, String sql, @Nullable Object... parameters)
            throws InterruptedException {
        List<T> all = new ArrayList<>();
        query(sql, parameters).forEach(row -> all.add(read.apply(row)));
        return List.copyOf(all);
    }

    /** As {@link #query}, for statements of at most one row. */
    public Optional<Row> row(String sql, Object... parameters) throws InterruptedException {
        RowIterator<Row> rows = query(sql, parameters).iterator();
        return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }

    /**
     * Sends statements separated by {@code ;} in one round trip (simple protocol). If one fails, those after it are not
     * run and an open transaction is rolled back. Results are chained by {@link RowSet#next}.
     *
     * @param bound the statement_timeout that the script sets itself; zero to wait for ever
     */
    public RowSet<Row> script(String sql, Duration bound) throws InterruptedException {
        try {
            return answer(connection.query(sql + mark).execute(), bound);
        } catch (TargetException failure) {
            rollBack(failure);
            throw failure;
        }
    }

    /** Runs {@code work} between BEGIN and COMMIT; any exception out of it rolls back. */
    public <T> T transaction(SessionWork<T> work) throws InterruptedException {
        script("BEGIN", SessionSettings.STATEMENT_BOUND);
        T result;
        try {
            result = work.on(this);
        } catch (TargetException failure) {
            rollBack(failure);
            throw failure;
        } catch (RuntimeException | Error failure) {
            close();
            throw failure;
        }
        script("COMMIT", SessionSettings.STATEMENT_BOUND);
        return result;
    }

    /** Process id of the backend. */
    public int pid() {
        return connection.processId();
    }

    /** When the backend started; with {@link #pid} it names the backend for ever. */
    public OffsetDateTime backendStart() {
        return backendStart;
    }

    /** Asks the server to end what runs now; returns at once, and what runs fails with StatementCanceled if it was hit. */
    public void cancel() {
        var unused = connection.cancelRequest();
    }

    @Override
    public void close() {
        var unused = connection.close();
    }

    private void rollBack(TargetException failure) throws InterruptedException {
        if (failure.error() instanceof TargetError.SessionLost) {
            close();
            return;
        }
        try {
            answer(connection.query("ROLLBACK").execute(), SessionSettings.STATEMENT_BOUND);
        } catch (TargetException again) {
            failure.addSuppressed(again);
            close();
        }
    }

    private <T> T answer(Future<T> future, Duration bound) throws InterruptedException {
        try {
            return Answers.await(future, bound.isZero() ? Duration.ZERO : bound.plus(GRACE));
        } catch (InterruptedException stopping) {
            connection.cancelRequest().onComplete(asked -> close());
            throw stopping;
        } catch (Answers.Unanswered late) {
            close();
            throw new TargetException(new TargetError.SessionLost("", "no answer within " + bound.plus(GRACE)), late);
        }
    }
}
