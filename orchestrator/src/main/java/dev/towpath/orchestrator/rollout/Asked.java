package dev.towpath.orchestrator.rollout;

import java.time.Instant;

/**
 * Who asks, why, and when: what stands beside a command, and then beside each event that it causes.
 *
 * @param now the only time that a decision knows; for a timer, not before the time that it was set to
 */
public record Asked(String actor, String reason, Instant now) {}
