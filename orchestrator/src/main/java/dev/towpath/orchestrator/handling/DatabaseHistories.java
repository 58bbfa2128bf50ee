package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.databases.DatabaseStates;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Databases as their streams tell them. A database's stream is long, and asked for by every decision. */
@Singleton
final class DatabaseHistories implements DatabaseStates {
    /** More than one orchestrator should be given. */
    private static final int MOST = 10_000;

    private final EventStore store;
    private final Clock clock;
    private final KeptHistories<LoadedDatabase> kept;

    DatabaseHistories(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.kept = new KeptHistories<>(store, MOST);
    }

    Uni<LoadedDatabase> of(DatabaseId id) {
        return kept.of(LoadedDatabase.start(id))
                .chain(read -> OlderHistory.isToBeRead(read)
                        ? takenOver(id, read)
                        : Uni.createFrom().item(read));
    }

    /** What is kept, which may be out of date; empty if there is nothing, or more than the stream is to be read. */
    Optional<LoadedDatabase> kept(DatabaseId id) {
        return kept.kept(LoadedDatabase.stream(id)).filter(database -> !OlderHistory.isToBeRead(database));
    }

    void follow(NewEvent event) {
        kept.follow(event);
    }

    @Override
    public Uni<DatabaseState> now(DatabaseId database) {
        return of(database).map(LoadedDatabase::state);
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
