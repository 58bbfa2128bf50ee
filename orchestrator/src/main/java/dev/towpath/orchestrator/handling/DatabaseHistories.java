package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.databases.DatabaseStates;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Databases as their streams tell them. A database's stream is long and asked for by every decision, so what was folded is
 * kept, and only what came after it is read. What is kept can be out of date and never wrong: the last event known is read
 * again each time, and if it is not there as it was, because the store was put back, all is read anew.
 */
@Singleton
final class DatabaseHistories implements DatabaseStates {
    private final EventStore store;
    private final Clock clock;
    private final Map<DatabaseId, LoadedDatabase> kept = new ConcurrentHashMap<>();

    DatabaseHistories(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Uni<LoadedDatabase> of(DatabaseId id) {
        LoadedDatabase known = kept.getOrDefault(id, LoadedDatabase.start(id));
        return store.read(LoadedDatabase.stream(id), Math.max(1, known.head().version()))
                .chain(events -> continues(known, events)
                        ? Uni.createFrom().item(known.after(afterFirst(known, events)))
                        : store.read(LoadedDatabase.stream(id))
                                .map(all -> LoadedDatabase.start(id).after(all)))
                .invoke(read -> kept.put(id, read))
                .chain(read -> OlderHistory.isToBeRead(read)
                        ? takenOver(id, read)
                        : Uni.createFrom().item(read));
    }

    @Override
    public Uni<DatabaseState> now(DatabaseId database) {
        return of(database).map(LoadedDatabase::state);
    }

    private static boolean continues(LoadedDatabase known, List<StoredEvent> events) {
        return known.head().version() == 0
                || !events.isEmpty()
                        && events.getFirst()
                                .recorded()
                                .hash()
                                .equals(known.head().hash());
    }

    private static List<StoredEvent> afterFirst(LoadedDatabase known, List<StoredEvent> events) {
        return known.head().version() == 0 ? events : events.subList(1, events.size());
    }

    private Uni<LoadedDatabase> takenOver(DatabaseId id, LoadedDatabase database) {
        return store.streams(id + ".")
                .onItem()
                .transformToMulti(streams -> Multi.createFrom().iterable(streams))
                .onItem()
                .transformToUniAndConcatenate(store::read)
                .collect()
                .asList()
                .map(rollouts -> OlderHistory.takenOver(database, rollouts, clock.instant()));
    }
}
