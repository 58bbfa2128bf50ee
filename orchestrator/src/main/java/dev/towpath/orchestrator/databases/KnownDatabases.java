package dev.towpath.orchestrator.databases;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.eventstore.EventStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The databases that were ever registered. */
@Singleton
public final class KnownDatabases {
    private static final String PREFIX = "database/";

    private final EventStore store;
    private final DatabaseTopics topics;
    private final Set<DatabaseId> seen = ConcurrentHashMap.newKeySet();

    public KnownDatabases(EventStore store, DatabaseTopics topics) {
        this.store = store;
        this.topics = topics;
    }

    /** Whether that database is registered, as the log has it; what was registered once stays so. */
    public Uni<Boolean> knows(DatabaseId database) {
        if (seen.contains(database)) {
            return Uni.createFrom().item(true);
        }
        return store.read(PREFIX + database).map(stream -> !stream.isEmpty()).invoke(known -> {
            if (known) {
                seen.add(database);
            }
        });
    }

    /** Makes the topics that are missing: Kafka may have lost them, or may be a new one. */
    public Uni<Void> ensureTopics() {
        return store.streams(PREFIX)
                .onItem()
                .transformToMulti(streams -> Multi.createFrom().iterable(streams))
                .onItem()
                .transformToUniAndConcatenate(stream -> topics.make(new DatabaseId(stream.substring(PREFIX.length()))))
                .onItem()
                .ignoreAsUni();
    }
}
