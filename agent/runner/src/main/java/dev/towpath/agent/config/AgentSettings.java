package dev.towpath.agent.config;

import dev.towpath.agent.target.TargetAddress;
import dev.towpath.contracts.DatabaseId;

/**
 * Everything that one agent process needs to know before it starts.
 *
 * @param instance names this process among its replicas
 * @param version version of the software
 * @param bootstrapServers Kafka's
 * @param attempts how often a message is tried before it is a dead letter
 */
public record AgentSettings(
        DatabaseId database,
        TargetAddress target,
        String bootstrapServers,
        String instance,
        String version,
        int attempts) {
    public AgentSettings {
        if (attempts < 1) {
            throw new IllegalArgumentException("towpath.messages.attempts is at least 1, not " + attempts);
        }
    }

    /** The {@code source} of every message that this agent sends; the same for all replicas. */
    public String source() {
        return "/agent/" + database;
    }

    /** Application name of the sessions of the owner with that epoch. */
    public String ownerName(long epoch) {
        return "towpath-agent/" + database + "/" + epoch;
    }

    /** Application name of sessions that own nothing. */
    public String standByName() {
        return "towpath-agent/" + database + "/stand-by";
    }
}
