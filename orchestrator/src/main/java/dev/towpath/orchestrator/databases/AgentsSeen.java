package dev.towpath.orchestrator.databases;

import dev.towpath.contracts.DatabaseId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What agents last said of themselves. Observations: good for showing and for waiting, never for deciding. */
public interface AgentsSeen {
    /** The agent of {@code database}, if it was ever heard of. */
    Uni<Optional<AgentSeen>> of(DatabaseId database);

    /** Every agent that was ever heard of, by database. */
    Uni<List<AgentSeen>> all();
}
