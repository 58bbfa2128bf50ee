package dev.towpath.orchestrator.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.LateWriters;
import dev.towpath.orchestrator.eventstore.PostgresEventStore;
import dev.towpath.orchestrator.outbox.MortalReader.Reading;
import dev.towpath.orchestrator.outbox.MortalReader.Row;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Commits come late and out of order, readers die at random: nobody who reads in the order of {@link Cursor} is ever given
 * less than all. That this is hard is shown by one who reads by position alone. {@code towpath.long} writes ten times as
 * much; {@code towpath.seed} repeats a run's choices, though not its timing.
 */
class LateCommitsIT {
    private static final long EVENTS = Boolean.getBoolean("towpath.long") ? 1_000_000 : 100_000;
    private static final long SEED = Long.getLong("towpath.seed", System.nanoTime());
    private static final int ROWS = 500;
    private static TestStore store;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
        store.execute("CREATE INDEX ON event (position)"); // for the one who reads by position alone
        store.vertx.exceptionHandler(aSessionWasEnded -> {});
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void readers_skip_no_late_commit_and_one_who_reads_by_position_alone_does() throws Exception {
        MortalReader events = new MortalReader(LateCommitsIT::events, SEED);
        MortalReader outbox = new MortalReader(LateCommitsIT::outbox, SEED + 1);
        MortalReader naive = new MortalReader(LateCommitsIT::byPosition, SEED + 2);
        try (LateWriters writers = new LateWriters(store, SEED, EVENTS);
                var threads = Executors.newFixedThreadPool(3)) {
            writers.start();
            List<Future<Void>> readers = new ArrayList<>();
            for (MortalReader reader : List.of(events, outbox, naive)) {
                readers.add(threads.submit(lives(reader, writers)));
            }
            endSessionsUntilAllAreDone(readers);
            writers.assertNoneFailed();
            assertThat(writers.takenBack()).as("appends that were rolled back").isPositive();
            assertThat(writers.conflicts()).as("appends that lost their stream").isPositive();
        }

        long written = store.count("event");
        assertThat(written).as("seed %d", SEED).isGreaterThanOrEqualTo(EVENTS);
        assertThatNothingIsMissing(events, written);
        assertThatNothingIsMissing(outbox, store.count("outbox"));
        assertThat(naive.seen())
                .as("a reader by position alone must skip in this very run, or the run proves nothing")
                .isLessThan(Math.toIntExact(written));
    }

    private static void assertThatNothingIsMissing(MortalReader reader, long written) {
        assertThat(reader.deaths()).as("deaths of the reader").isPositive();
        assertThat(written - reader.seen()).as("skipped, seed %d", SEED).isZero();
        assertThat(reader.reordered())
                .as("out of a stream's order, seed %d", SEED)
                .isZero();
        assertThat(reader.deliveredAfterStored())
                .as("at or before a stored cursor, seed %d", SEED)
                .isZero();
    }

    private static Callable<Void> lives(MortalReader reader, LateWriters writers) {
        return () -> {
            while (!reader.live(writers::areDone)) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            return null;
        };
    }

    private static void endSessionsUntilAllAreDone(List<Future<Void>> readers) throws Exception {
        Random random = new Random(SEED + 3);
        await().atMost(Duration.ofSeconds(60 + EVENTS / 500))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    if (random.nextInt(30) == 0) {
                        store.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name"
                                + " IN ('reader-events', 'reader-outbox')");
                    }
                    return readers.stream().allMatch(Future::isDone);
                });
        for (Future<Void> reader : readers) {
            reader.get();
        }
    }

    private static PgConnectOptions named(String application) {
        return store.options().addProperty("application_name", application);
    }

    private static Reading events() {
        Pool pool = Pool.newInstance(io.vertx.sqlclient.Pool.pool(
                store.vertx.getDelegate(), named("reader-events"), new PoolOptions().setMaxSize(1)));
        PostgresEventStore log = new PostgresEventStore(pool, store.codec, store.waiting, store.newer);
        return new Reading() {
            @Override
            public List<Row> after(Cursor cursor) {
                return log.readAll(cursor, ROWS).await().indefinitely().stream()
                        .map(event -> new Row(
                                event.cursor(),
                                event.recorded().stream(),
                                event.recorded().version()))
                        .toList();
            }

            @Override
            public void close() {
                pool.closeAndForget();
            }
        };
    }

    private static Reading outbox() {
        RelayTurn turn = RelayTurn.connect(store.vertx, named("reader-outbox"));
        return new Reading() {
            @Override
            public List<Row> after(Cursor cursor) {
                return turn.after(cursor).rows().stream()
                        .map(row -> new Row(
                                row.cursor(),
                                text(row.message().key()),
                                Long.parseLong(text(row.message().value()))))
                        .toList();
            }

            @Override
            public void close() {
                turn.close();
            }
        };
    }

    /** What must not be done: positions are given before commits, so a later one can be readable first. */
    private static Reading byPosition() {
        String sql = "SELECT position, stream, version FROM event WHERE position > $1 ORDER BY position LIMIT $2";
        PgConnection connection =
                PgConnection.connect(store.vertx, store.options()).await().indefinitely();
        return new Reading() {
            @Override
            public List<Row> after(Cursor cursor) {
                List<Row> rows = new ArrayList<>();
                connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(cursor.position(), ROWS))
                        .await()
                        .indefinitely()
                        .forEach(row -> rows.add(new Row(
                                new Cursor(0, 0, row.getLong("position")),
                                row.getString("stream"),
                                row.getLong("version"))));
                return rows;
            }

            @Override
            public void close() {
                connection.closeAndForget();
            }
        };
    }

    private static String text(byte @Nullable [] bytes) {
        return new String(requireNonNull(bytes), StandardCharsets.UTF_8);
    }
}
