package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.databases.AgentSeen;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered database as users see it.
 *
 * @param agent what its agent last said; null if none was ever heard of
 */
public record DatabaseDocument(
        String id,
        String engine,
        Instant registered,
        String registeredBy,
        @Nullable Agent agent) {
    /**
     * An observation.
     *
     * @param seen when it was heard, by the orchestrator's clock
     * @param halted whether the brake {@code towpath.control} is on
     */
    public record Agent(
            String instance, String version, long fence, String serverVersion, boolean halted, Instant seen) {}

    static DatabaseDocument of(ListedDatabase row, @Nullable AgentSeen agent) {
        return new DatabaseDocument(row.id, row.engine, row.registered, row.registeredBy, agent(agent));
    }

    private static @Nullable Agent agent(@Nullable AgentSeen agent) {
        return agent == null
                ? null
                : new Agent(
                        agent.announced().instance(),
                        agent.announced().version(),
                        agent.announced().fence(),
                        agent.announced().serverVersion(),
                        agent.announced().halted(),
                        agent.seenAt());
    }
}
