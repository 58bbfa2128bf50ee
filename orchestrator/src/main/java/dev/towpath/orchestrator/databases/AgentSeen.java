package dev.towpath.orchestrator.databases;

import dev.towpath.contracts.outcome.AgentAnnounced;
import java.time.Instant;

/** An agent's last announcement, and when it was heard by the orchestrator's clock. */
public record AgentSeen(AgentAnnounced announced, Instant seenAt) {}
