package dev.towpath.orchestrator.handling;

import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.Grounds;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/** The store of a process that stands still right before it appends, with a decision in its hands, until it is thawed. */
final class FreezingStore {
    private final EventStore store;
    private final CompletableFuture<Void> frozen = new CompletableFuture<>();
    private final CompletableFuture<Void> thawed = new CompletableFuture<>();

    FreezingStore(EventStore store) {
        this.store = store;
    }

    /** As that process sees it. */
    EventStore seen() {
        return (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(),
                new Class<?>[] {EventStore.class},
                (proxy, method, arguments) -> arguments[0] instanceof Append append
                        ? append(append, arguments.length > 1 ? (Grounds) arguments[1] : Grounds.NONE)
                        : method.invoke(store, arguments));
    }

    private Uni<Void> append(Append append, Grounds grounds) {
        return Uni.createFrom()
                .completionStage(() -> {
                    frozen.complete(null);
                    return thawed;
                })
                .chain(() -> store.append(append, grounds));
    }

    /** Done when it stands still. */
    CompletableFuture<Void> frozen() {
        return frozen;
    }

    void thaw() {
        thawed.complete(null);
    }
}
