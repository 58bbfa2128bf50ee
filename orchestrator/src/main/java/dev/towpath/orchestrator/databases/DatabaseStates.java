package dev.towpath.orchestrator.databases;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import io.smallrye.mutiny.Uni;

/** What the log says of a database up to this moment. */
public interface DatabaseStates {
    /** {@link DatabaseState#NONE} if it is not registered. Fails while the store can't be reached. */
    Uni<DatabaseState> now(DatabaseId database);
}
