package dev.towpath.orchestrator.rollout;

import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import java.time.Instant;

/**
 * Who asks, why, and when, which then stands beside each event that the command causes; and what the services do at that
 * moment, which stands nowhere.
 *
 * @param now the only time that a decision knows; for a timer, not before the time that it was set to
 * @param services read for this decision, after the rollout's stream was read or together with it; never kept for a
 *     later one
 */
public record Asked(String actor, String reason, Instant now, ServicesSeen services) {}
