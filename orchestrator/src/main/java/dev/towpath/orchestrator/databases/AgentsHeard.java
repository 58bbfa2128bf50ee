package dev.towpath.orchestrator.databases;

import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Where announcements of agents are remembered, for {@link AgentsSeen} to tell. */
public interface AgentsHeard {
    /** Remembers an announcement that was heard at {@code now}, and where reading goes on, in one commit. */
    Uni<Void> heard(AgentAnnounced agent, Instant now, ConsumedPosition next);
}
