package dev.towpath.orchestrator.databases;

import dev.towpath.contracts.DatabaseId;
import io.smallrye.mutiny.Uni;

/** The topics by which the orchestrator and one database's agent talk. */
public interface DatabaseTopics {
    /** Done when they are there, whoever made them. Fails while the brokers can't be reached; ask again. */
    Uni<Void> make(DatabaseId database);
}
