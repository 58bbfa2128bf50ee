package dev.towpath.contracts.command;

import dev.towpath.contracts.RolloutId;

/** Tries the step that failed, or is in doubt, again; the agent probes before it acts. */
public record RetryStep(String actor, String reason, RolloutId rolloutId) implements UserCommand {}
