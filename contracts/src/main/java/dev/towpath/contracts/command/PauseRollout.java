package dev.towpath.contracts.command;

import dev.towpath.contracts.RolloutId;

/** Lets the running batch or statement end and starts nothing new; clocks go on. */
public record PauseRollout(String actor, String reason, RolloutId rolloutId) implements UserCommand {}
