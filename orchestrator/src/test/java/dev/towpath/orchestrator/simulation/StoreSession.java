package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.MessageId;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.Conflict;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.Grounds;
import dev.towpath.orchestrator.eventstore.HeardSequence;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.simulation.Machine.Life;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The store as one life of an orchestrator reaches it. A read sees what is committed when it is carried out; an append is
 * sent, carried out, committed and answered one after the other, and anything may happen in between.
 */
final class StoreSession implements EventStore {
    private final World world;
    private final Life life;
    private final SimulatedStore store;
    private final Runnable bell;

    /** {@code bell} is rung after each commit that wrote messages. */
    StoreSession(World world, Life life, Runnable bell) {
        this.world = world;
        this.life = life;
        this.store = world.store();
        this.bell = bell;
    }

    @Override
    public Uni<List<StoredEvent>> read(String stream) {
        return ask("reads a stream", () -> List.copyOf(store.read(stream)));
    }

    @Override
    public Uni<List<StoredEvent>> read(String stream, long from) {
        return ask("reads the end of a stream", () -> {
            List<StoredEvent> all = store.read(stream);
            return List.copyOf(all.subList((int) Math.min(from - 1, all.size()), all.size()));
        });
    }

    @Override
    public Uni<List<StoredEvent>> readAll(Cursor after, int limit) {
        return ask("reads all streams", () -> store.readAll(after, limit));
    }

    @Override
    public Uni<Optional<Receipt>> receipt(MessageId id) {
        return ask("looks for a receipt", () -> store.receipt(id));
    }

    @Override
    public Uni<List<String>> streams(String prefix) {
        return ask("lists streams", () -> store.streams(prefix));
    }

    @Override
    public Uni<List<Alarm>> due(Instant now, int limit) {
        return ask("looks for alarms", () -> {
            List<Alarm> due = new ArrayList<>(store.timers());
            due.removeIf(alarm -> alarm.due().isAfter(now));
            if (world.has(Bug.ALARM_REMOVED_FIRST)) {
                due.forEach(store.timers()::remove);
            }
            return due.subList(0, Math.min(limit, due.size()));
        });
    }

    @Override
    public Uni<Optional<ConsumedPosition>> consumed(String topic, int partition) {
        return ask("asks where to read on", () -> store.consumed(topic)
                .map(next -> new ConsumedPosition(topic, partition, next)));
    }

    @Override
    public Uni<HeardSequence> heard(String source, String subject) {
        return ask("asks for a sequence", () -> store.heard(source, subject));
    }

    private <T> Uni<T> ask(String what, Supplier<T> read) {
        return Uni.createFrom()
                .emitter(answer -> world.scheduler().soon(life, what, () -> answer.complete(read.get())));
    }

    @Override
    public Uni<Void> append(Append append, Grounds grounds) {
        return Uni.createFrom().emitter(answer -> world.chaos()
                .pass(
                        Boundary.DECIDED,
                        life,
                        () -> world.scheduler()
                                .soon(
                                        world.storeServer(),
                                        "store: append begins",
                                        () -> begin(append, grounds, answer)),
                        () -> lost(answer)));
    }

    private void begin(Append append, Grounds grounds, UniEmitter<? super Void> answer) {
        proceed(store.begin(append, grounds), answer);
    }

    private void proceed(OpenAppend tx, UniEmitter<? super Void> answer) {
        if (store.mustWait(tx)) {
            world.scheduler()
                    .after(
                            Duration.ofMillis(1),
                            world.storeServer(),
                            "store: append waits for another",
                            () -> proceed(tx, answer));
        } else if (store.refuses(tx)) {
            store.rollBack(tx);
            Conflict conflict = new Conflict(new IllegalArgumentException("unique_violation or not_null_violation"));
            world.scheduler().soon(life, "append: conflict", () -> answer.fail(conflict));
        } else if (world.chaos().carriesOut(Boundary.APPEND_IN_FLIGHT, life, () -> lost(answer))) {
            world.scheduler().soon(world.storeServer(), "store: append commits", () -> commit(tx, answer));
        } else {
            store.rollBack(tx);
        }
    }

    private void commit(OpenAppend tx, UniEmitter<? super Void> answer) {
        if (store.mustWait(tx)) {
            throw new Violation("two transactions with one key were both about to commit");
        }
        store.commit(tx);
        world.chaos()
                .pass(
                        Boundary.APPEND_COMMITTED,
                        life,
                        () -> world.scheduler().soon(life, "append: committed", () -> {
                            bell.run();
                            answer.complete(null);
                        }),
                        () -> lost(answer));
    }

    /** What the real client says when the server does not answer. */
    private void lost(UniEmitter<? super Void> answer) {
        world.scheduler().soon(life, "append: no answer", () -> answer.fail(new IOException("connection reset")));
    }
}
