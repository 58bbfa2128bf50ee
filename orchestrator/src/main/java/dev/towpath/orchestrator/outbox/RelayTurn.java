package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.StoreGeneration;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The right to relay: a session advisory lock, and the one connection that holds it and does all the work. When the
 * connection is lost so is the right, and nothing more can be read or advanced by it. A session that holds the right and
 * says nothing for {@link #SILENCE}, or does not take what it asked for, since its process is frozen or its host is gone, is
 * ended by whoever waits for it.
 * Blocking; for one thread.
 *
 * <p>The cursor's commits don't wait for the server's disk: a server that crashes may take back the last of them, and
 * messages are published again, as after a crash of this process.
 */
final class RelayTurn implements AutoCloseable {
    /** "towpath" in ASCII; no other advisory lock is taken on the store. */
    static final long LOCK = 0x746f7770617468L;

    private static final String CHANNEL = "towpath_outbox";
    /** After a crash, what was published in about as long is published again. */
    static final Duration SELDOM = Duration.ofMillis(20);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final String END_THE_SILENT = """
            SELECT pg_terminate_backend(a.pid)
              FROM pg_locks l JOIN pg_stat_activity a USING (pid)
             WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND (l.classid::bigint << 32 | l.objid::bigint) = $1
               AND (a.state = 'idle' OR a.wait_event = 'ClientWrite') AND a.state_change < clock_timestamp() - $2 * interval '1 millisecond'""";

    private final PgConnection connection;
    private Cursor stored = Cursor.START;
    private long storedAt = System.nanoTime() - SELDOM.toNanos();
    private CompletableFuture<?> storing = CompletableFuture.completedFuture(null);

    private RelayTurn(PgConnection connection) {
        this.connection = connection;
    }

    /** Connects and counts the server if it is a new one. Does not wait for the lock. */
    static RelayTurn connect(Vertx vertx, PgConnectOptions store) {
        PgConnection connection = wait(PgConnection.connect(vertx, store));
        RelayTurn turn = new RelayTurn(connection);
        turn.execute(StoreGeneration.RAISE, Tuple.tuple());
        turn.execute("SET synchronous_commit = off", Tuple.tuple());
        return turn;
    }

    /** Whether this session now relays; never waits. To be asked until it does, and not again. */
    boolean isOurs() {
        for (Row row : execute("SELECT pg_try_advisory_lock($1) AS ours", Tuple.of(LOCK))) {
            if (row.getBoolean("ours")) {
                return true;
            }
        }
        var unused = execute(END_THE_SILENT, Tuple.of(LOCK, (double) SILENCE.toMillis()));
        return false;
    }

    /** From now on {@code bell} is run, by a thread that must not wait, when another session {@link #passOn}s. */
    void listen(Runnable bell) {
        connection.notificationHandler(heard -> bell.run());
        execute("LISTEN " + CHANNEL, Tuple.tuple());
    }

    /** Rings the bell of whoever relays; of nobody if nobody does. Not to be used by a session that listens. */
    void passOn() {
        execute("NOTIFY " + CHANNEL, Tuple.tuple());
    }

    /** Says that this session lives, while it has nothing to read; fails if it has been ended. */
    void speak() {
        var unused = execute("SELECT", Tuple.tuple());
    }

    /** Where whoever relayed before came to. */
    Cursor cursor() {
        String sql = "SELECT generation, tx::text::bigint AS tx, position FROM relay_cursor";
        for (Row row : execute(sql, Tuple.tuple())) {
            stored = OutboxReading.cursor(row);
            return stored;
        }
        throw new IllegalStateException("relay_cursor must have its one row");
    }

    /**
     * What is to be published next, given that Kafka has everything up to {@code cursor}. That is stored by the way, where it
     * was not for {@link #SELDOM}, and not waited for; if it can't be, the next look fails.
     */
    OutboxPage after(Cursor cursor) {
        wait(Uni.createFrom().completionStage(storing));
        CompletableFuture<RowSet<Row>> page =
                asked(OutboxReading.SQL, OutboxReading.after(cursor)).subscribeAsCompletionStage();
        if (!cursor.equals(stored) && System.nanoTime() - storedAt >= SELDOM.toNanos()) {
            store(cursor);
        }
        return OutboxReading.page(wait(Uni.createFrom().completionStage(page)));
    }

    /** Kafka has everything up to {@code cursor}, and whoever relays next need not publish it again. */
    void leave(Cursor cursor) {
        store(cursor);
        wait(Uni.createFrom().completionStage(storing));
    }

    private void store(Cursor cursor) {
        storing = asked(
                        "UPDATE relay_cursor SET generation = $1, tx = $2::text::xid8, position = $3",
                        Tuple.of(cursor.generation(), Long.toString(cursor.tx()), cursor.position()))
                .subscribeAsCompletionStage();
        stored = cursor;
        storedAt = System.nanoTime();
    }

    @Override
    public void close() {
        connection.closeAndForget();
    }

    private RowSet<Row> execute(String sql, Tuple parameters) {
        return wait(asked(sql, parameters));
    }

    private Uni<RowSet<Row>> asked(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    private static <T> T wait(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
