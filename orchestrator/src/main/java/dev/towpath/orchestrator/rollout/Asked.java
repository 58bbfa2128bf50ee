package dev.towpath.orchestrator.rollout;

import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import java.time.Instant;

/**
 * Who asks, why, and when, which then stands beside each event that the command causes; and what the services do at that
 * moment, which stands nowhere; and what the other rollouts of the database did.
 *
 * @param now the only time that a decision knows; for a timer, not before the time that it was set to
 * @param services read for this decision, after the rollout's stream was read or together with it; never kept for a
 *     later one
 * @param database read together with the rollout's stream; an event that mirrors on the database follows this very state
 * @param budget how much may be with the agent of the database at once
 */
public record Asked(
        String actor, String reason, Instant now, ServicesSeen services, DatabaseState database, Budget budget) {
    /** The same question before anybody looked at services or database. */
    public static Asked alone(String actor, String reason, Instant now) {
        return new Asked(actor, reason, now, ServicesSeen.NONE, DatabaseState.NONE, Budget.DEFAULT);
    }
}
