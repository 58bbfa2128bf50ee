package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.services.ServicesNow;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Folds streams into states, and looks at the services, anew for each decision. */
@Singleton
final class Rollouts {
    private final EventStore store;
    private final ServicesNow services;

    Rollouts(EventStore store, ServicesNow services) {
        this.store = store;
        this.services = services;
    }

    /** The stream first, then what the services do; nobody asks for them where no decision depends on it. */
    Uni<LoadedRollout> rollout(RolloutId id) {
        return store.read(id.toString())
                .map(events -> LoadedRollout.of(id, events))
                .chain(loaded -> loaded.asksForServices()
                        ? services.of(id).map(loaded::seeing)
                        : Uni.createFrom().item(loaded));
    }

    Uni<LoadedDatabase> database(DatabaseId id) {
        return store.read(LoadedDatabase.stream(id)).map(events -> LoadedDatabase.of(id, events));
    }

    /** The highest try from {@code first} on; {@code first} itself, empty, if there is none. */
    Uni<LoadedRollout> latestTry(RolloutId first) {
        return rollout(first)
                .chain(loaded ->
                        loaded.head().version() == 0 ? Uni.createFrom().item(loaded) : laterTry(first, loaded));
    }

    private Uni<LoadedRollout> laterTry(RolloutId id, LoadedRollout latest) {
        return rollout(id.next())
                .chain(next -> next.head().version() == 0 ? Uni.createFrom().item(latest) : laterTry(id.next(), next));
    }
}
