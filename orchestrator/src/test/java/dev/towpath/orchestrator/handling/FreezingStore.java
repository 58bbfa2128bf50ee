package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.MessageId;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.HeardSequence;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The store as a process sees it that stands still right before its first append, with a decision in its hands. */
record FreezingStore(EventStore store, CompletableFuture<Void> frozen, CompletableFuture<Void> thawed)
        implements EventStore {
    static FreezingStore on(EventStore store) {
        return new FreezingStore(store, new CompletableFuture<>(), new CompletableFuture<>());
    }

    @Override
    public Uni<Void> append(Append append) {
        return Uni.createFrom()
                .completionStage(() -> {
                    frozen.complete(null);
                    return thawed;
                })
                .chain(() -> store.append(append));
    }

    @Override
    public Uni<List<StoredEvent>> read(String stream) {
        return store.read(stream);
    }

    @Override
    public Uni<List<StoredEvent>> read(String stream, long from) {
        return store.read(stream, from);
    }

    @Override
    public Uni<List<StoredEvent>> readAll(Cursor after, int limit) {
        return store.readAll(after, limit);
    }

    @Override
    public Uni<Optional<Receipt>> receipt(MessageId id) {
        return store.receipt(id);
    }

    @Override
    public Uni<List<String>> streams(String prefix) {
        return store.streams(prefix);
    }

    @Override
    public Uni<List<Alarm>> due(Instant now, int limit) {
        return store.due(now, limit);
    }

    @Override
    public Uni<Optional<ConsumedPosition>> consumed(String topic, int partition) {
        return store.consumed(topic, partition);
    }

    @Override
    public Uni<HeardSequence> heard(String source, String subject) {
        return store.heard(source, subject);
    }
}
