package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.view.GraphView;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The graphs of databases, folded from the log when they are asked for: never behind it. */
@Singleton
public final class RevisionGraphs {
    private final DatabaseHistories databases;

    RevisionGraphs(DatabaseHistories databases) {
        this.databases = databases;
    }

    /** The graph of {@code database}; empty if it is not registered. */
    public Uni<Optional<GraphView>> of(DatabaseId database) {
        return databases.of(database).map(loaded -> switch (loaded.state()) {
            case DatabaseState.Unknown unknown -> Optional.empty();
            case DatabaseState.Registered known -> Optional.of(GraphView.of(known));
        });
    }
}
