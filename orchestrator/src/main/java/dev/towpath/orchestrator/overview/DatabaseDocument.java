package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.Freeze;
import dev.towpath.orchestrator.databases.AgentSeen;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.Hold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered database as users see it.
 *
 * @param paused who paused it; null if it is not paused
 * @param agent what its agent last said; null if none was ever heard of
 * @param freezes that are on, or will be; oldest first
 */
public record DatabaseDocument(
        String id,
        String engine,
        Instant registered,
        String registeredBy,
        @Nullable Paused paused,
        @Nullable Agent agent,
        List<FreezeShown> freezes) {
    /** The pause of all rollouts of the database. */
    public record Paused(String by, String reason, Instant since) {
        static Paused of(Hold hold) {
            return new Paused(hold.by(), hold.why(), hold.since());
        }
    }

    /**
     * A freeze that is not over.
     *
     * @param freeze its number, by which it is lifted
     * @param on whether it has begun
     */
    public record FreezeShown(int freeze, Instant from, Instant until, boolean on, String by, String reason) {
        static FreezeShown of(Freeze freeze, Instant now) {
            return new FreezeShown(
                    freeze.number(),
                    freeze.from(),
                    freeze.until(),
                    !freeze.from().isAfter(now),
                    freeze.by(),
                    freeze.reason());
        }
    }

    public DatabaseDocument {
        freezes = List.copyOf(freezes);
    }

    /**
     * An observation.
     *
     * @param seen when it was heard, by the orchestrator's clock
     * @param halted whether the brake {@code towpath.control} is on
     */
    public record Agent(
            String instance, String version, long fence, String serverVersion, boolean halted, Instant seen) {}

    static DatabaseDocument of(ListedDatabase row, @Nullable AgentSeen agent, DatabaseState state, Instant now) {
        return new DatabaseDocument(
                row.id,
                row.engine,
                row.registered,
                row.registeredBy,
                state.pause().map(Paused::of).orElse(null),
                agent(agent),
                state.freezes().ahead(now).stream()
                        .map(freeze -> FreezeShown.of(freeze, now))
                        .toList());
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
