package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.TestStore;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sixteen writers that append as the product does, but linger between the append and its COMMIT, and take one in ten
 * back. A stream is read before the transaction begins, so they conflict as orchestrators do. Each append has one message
 * with its stream as key and the version of its last event as value.
 */
public final class LateWriters implements AutoCloseable {
    private static final int WRITERS = 16;
    private static final int STREAMS = 100;
    private static final int MOST_EVENTS = 30;
    private static final Instant TIME = Instant.parse("2026-03-06T12:00:00Z");

    private final TestStore store;
    private final long seed;
    private final AppendStatement statement;
    private final AtomicLong left;
    private final AtomicLong takenBack = new AtomicLong();
    private final AtomicLong conflicts = new AtomicLong();
    private final Map<String, Long> known = new ConcurrentHashMap<>();
    private final List<Future<?>> writers = new ArrayList<>();
    private final CountDownLatch writing = new CountDownLatch(WRITERS);
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

    public LateWriters(TestStore store, long seed, long events) {
        this.store = store;
        this.seed = seed;
        this.statement = new AppendStatement(store.codec);
        this.left = new AtomicLong(events);
    }

    public void start() {
        next("shop.late-0", 1); // Mutiny's context propagation can't be set up by many threads at once
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(seed + writer);
            writers.add(threads.submit(() -> write(random)));
        }
    }

    /** Whether all has been written; waits a moment for it. */
    public boolean areDone() throws InterruptedException {
        return writing.await(2, TimeUnit.MILLISECONDS);
    }

    /** Throws what a writer failed by, if one did. */
    public void assertNoneFailed() throws InterruptedException, ExecutionException {
        for (Future<?> writer : writers) {
            writer.get();
        }
    }

    public long takenBack() {
        return takenBack.get();
    }

    public long conflicts() {
        return conflicts.get();
    }

    private void write(Random random) {
        try {
            PgConnection connection = PgConnection.connect(
                            store.vertx, store.options().setCachePreparedStatements(true))
                    .await()
                    .indefinitely();
            while (left.get() > 0) {
                append(connection, "shop.late-" + random.nextInt(STREAMS), random);
            }
            connection.closeAndAwait();
        } finally {
            writing.countDown();
        }
    }

    private void append(PgConnection connection, String stream, Random random) {
        List<NewEvent> events = next(stream, 1 + random.nextInt(MOST_EVENTS));
        Transaction transaction = connection.begin().await().indefinitely();
        RowsWritten rows = statement.of(written(stream, events), Grounds.NONE);
        try {
            connection.preparedQuery(rows.sql()).execute(rows.values()).await().indefinitely();
        } catch (RuntimeException e) {
            transaction.rollback().await().indefinitely();
            countConflict(e);
            return;
        }
        String pause = "SELECT pg_sleep(" + pauseSeconds(random) + ")";
        connection.query(pause).execute().await().indefinitely();
        if (random.nextInt(10) == 0) {
            transaction.rollback().await().indefinitely();
            takenBack.incrementAndGet();
        } else {
            transaction.commit().await().indefinitely();
            known.merge(stream, events.getLast().recorded().version(), Math::max);
            left.addAndGet(-events.size());
        }
    }

    private List<NewEvent> next(String stream, int count) {
        long from = Math.max(1, known.getOrDefault(stream, 0L));
        StreamHead head =
                StreamHead.of(stream, store.events.read(stream, from).await().indefinitely());
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var recorded = HashChain.next(store.codec, head, new RolloutEvent.RolloutPaused(), TIME, "a", "");
            head = new StreamHead(stream, recorded.version(), recorded.hash(), 0);
            events.add(new NewEvent(recorded, 0));
        }
        return events;
    }

    private static Append written(String stream, List<NewEvent> events) {
        long version = events.getLast().recorded().version();
        OutboxMessage message = new OutboxMessage("t", bytes(stream), List.of(), bytes(Long.toString(version)));
        return new Append(List.of(), events, List.of(message), List.of(), List.of(), List.of(), List.of());
    }

    private void countConflict(RuntimeException failure) {
        if (!(failure instanceof PgException e && e.getSqlState().equals("23505"))) {
            throw failure;
        }
        conflicts.incrementAndGet();
    }

    /** Milliseconds, and now and then ten times as many. */
    private static double pauseSeconds(Random random) {
        return random.nextInt(3_000) / 1e6 * (random.nextInt(20) == 0 ? 20 : 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
