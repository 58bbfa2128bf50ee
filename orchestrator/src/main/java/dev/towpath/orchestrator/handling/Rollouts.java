package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.Grounds;
import dev.towpath.orchestrator.rollout.Budget;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.services.ServicesNow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The states that streams fold to, and what the services do, looked at anew for each decision. */
@Singleton
final class Rollouts {
    /** More than are open at once on many databases; a state has some kilobytes. */
    private static final int MOST = 2_000;

    private final EventStore store;
    private final KeptHistories<RolloutHistory> kept;
    private final ServicesNow services;
    private final DatabaseHistories databases;
    private final Budget budget;

    Rollouts(EventStore store, ServicesNow services, DatabaseHistories databases, Budget budget) {
        this.store = store;
        this.kept = new KeptHistories<>(store, MOST);
        this.services = services;
        this.databases = databases;
        this.budget = budget;
    }

    /** The streams first, then what the services do; nobody asks for them where no decision depends on it. */
    Uni<LoadedRollout> rollout(RolloutId id) {
        return Uni.combine()
                .all()
                .unis(kept.of(RolloutHistory.start(id)), database(id.database()))
                .asTuple()
                .map(read -> LoadedRollout.of(read.getItem1(), read.getItem2(), budget))
                .chain(loaded -> loaded.asksForServices()
                        ? services.of(id).map(loaded::seeing)
                        : Uni.createFrom().item(loaded));
    }

    /**
     * The rollout as this process knows it, without asking the store, so that what is decided by it holds only on its {@link
     * LoadedRollout#grounds}. Empty if a decision takes more than is kept.
     */
    Optional<LoadedRollout> kept(RolloutId id) {
        return kept.kept(id.toString())
                .flatMap(history ->
                        databases.kept(id.database()).map(database -> LoadedRollout.of(history, database, budget)))
                .filter(loaded -> !loaded.asksForServices());
    }

    /** Appends, and goes on with what is kept, so that the next decision finds it. */
    Uni<Void> write(Append append, Grounds grounds) {
        return store.append(append, grounds).invoke(() -> append.events().forEach(event -> {
            kept.follow(event);
            databases.follow(event);
        }));
    }

    Uni<Void> write(Append append) {
        return write(append, Grounds.NONE);
    }

    Uni<LoadedDatabase> database(DatabaseId id) {
        return databases.of(id);
    }

    /** Every database, as its stream tells it. */
    Uni<List<DatabaseState>> databases() {
        return store.streams(LoadedDatabase.STREAMS)
                .onItem()
                .transformToMulti(streams -> Multi.createFrom().iterable(streams))
                .onItem()
                .transformToUniAndConcatenate(stream -> database(LoadedDatabase.id(stream)))
                .map(LoadedDatabase::state)
                .collect()
                .asList();
    }

    /** The highest try from {@code first} on; {@code first} itself, empty, if there is none. */
    Uni<LoadedRollout> latestTry(RolloutId first, LoadedDatabase database) {
        return alone(first, database)
                .chain(loaded ->
                        loaded.head().version() == 0 ? Uni.createFrom().item(loaded) : laterTry(first, loaded));
    }

    /** A rollout beside a database that was read before; nothing is known of its services. */
    Uni<LoadedRollout> alone(RolloutId id, LoadedDatabase database) {
        return kept.of(RolloutHistory.start(id)).map(history -> LoadedRollout.of(history, database, budget));
    }

    private Uni<LoadedRollout> laterTry(RolloutId id, LoadedRollout latest) {
        return alone(id.next(), latest.database())
                .chain(next -> next.head().version() == 0 ? Uni.createFrom().item(latest) : laterTry(id.next(), next));
    }
}
