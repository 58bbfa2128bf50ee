package dev.towpath.orchestrator.services;

import java.time.Duration;

/**
 * Whether presence is read to its end at this moment.
 *
 * @param now whether it was a moment ago
 * @param steadyFor for how long without a gap
 */
public record Listening(boolean now, Duration steadyFor) {}
