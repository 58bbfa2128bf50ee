package dev.towpath.bench.orchestrator;

import dev.towpath.bench.Measured;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.config.StorePool;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.MessagesWaiting;
import dev.towpath.orchestrator.eventstore.NewerStreams;
import dev.towpath.orchestrator.eventstore.PostgresEventStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * G6: eight writers append a receipt, an event and an outbox row each, beside a plain statement of the same rows and a
 * single row of as many bytes; all by the same client on the same connections.
 */
final class AppendBench implements AutoCloseable {
    private static final int WRITERS = 8;

    private enum Kind {
        APPEND,
        PLAIN,
        SINGLE
    }

    private final Machine machine;
    private final MessageCodec codec = new MessageCodec();
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final PostgresEventStore store;
    private int made;

    private AppendBench(Machine machine) throws Exception {
        this.machine = machine;
        PgConnectOptions options = PgConnectOptions.fromUri(machine.uri());
        StorePool.parsedOnce(options);
        pool = Pool.newInstance(
                io.vertx.sqlclient.Pool.pool(vertx.getDelegate(), options, new PoolOptions().setMaxSize(WRITERS)));
        store = new PostgresEventStore(
                pool, codec, new MessagesWaiting(), new NewerStreams(Clock.systemUTC(), new SimpleMeterRegistry()));
        PlainStatements.prepare(machine);
    }

    static void run(Size size) throws Exception {
        Page.heading("G6: append of receipt + event + outbox, " + WRITERS + " writers");
        Page.columns("round", "append ms", "plain ms", "single row ms", "append : plain", "append : single row");
        try (Machine machine = new Machine();
                AppendBench bench = new AppendBench(machine)) {
            List<Double> toPlain = new ArrayList<>();
            List<Double> toSingle = new ArrayList<>();
            for (int round = 0; round <= size.rounds(); round++) {
                Map<Kind, Double> took = bench.round(round, size.appends());
                double append = took.getOrDefault(Kind.APPEND, 0.0);
                double plain = took.getOrDefault(Kind.PLAIN, 0.0);
                double single = took.getOrDefault(Kind.SINGLE, 0.0);
                if (round > 0) { // the first one warms up
                    toPlain.add(append / plain);
                    toSingle.add(append / single);
                    Page.line(
                            "| %d | %.3f | %.3f | %.3f | %.2f | %.2f |",
                            round, append, plain, single, append / plain, append / single);
                }
            }
            Page.line(
                    "| **median** | | | | **%.2f** | **%.2f** |", Measured.median(toPlain), Measured.median(toSingle));
        }
    }

    /** Milliseconds of each kind for one write of one writer. */
    private Map<Kind, Double> round(int round, int appends) throws Exception {
        Map<Kind, Double> took = new EnumMap<>(Kind.class);
        for (int i = 0; i < Kind.values().length; i++) {
            Kind kind = Kind.values()[(i + round) % Kind.values().length];
            PlainStatements.empty(machine);
            took.put(kind, millis(kind, appends));
        }
        return took;
    }

    private double millis(Kind kind, int appends) {
        List<List<Append>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(SampleAppends.of(codec, "sample.s" + ++made, appends));
        }
        long start = System.nanoTime();
        Uni.join()
                .all(writers.stream()
                        .map(appended -> inTurn(appends, number -> write(kind, appended.get(number))))
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();
        return (System.nanoTime() - start) / 1e6 / appends;
    }

    private Uni<Void> write(Kind kind, Append append) {
        return switch (kind) {
            case APPEND -> store.append(append);
            case PLAIN ->
                pool.preparedQuery(PlainStatements.PLAIN)
                        .execute(PlainStatements.plain(append, codec))
                        .replaceWithVoid();
            case SINGLE ->
                pool.preparedQuery(PlainStatements.SINGLE)
                        .execute(PlainStatements.single(append, codec))
                        .replaceWithVoid();
        };
    }

    private static Uni<Void> inTurn(int count, IntFunction<Uni<Void>> write) {
        return Multi.createFrom()
                .range(0, count)
                .onItem()
                .transformToUniAndConcatenate(write::apply)
                .onItem()
                .ignoreAsUni();
    }

    @Override
    public void close() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }
}
