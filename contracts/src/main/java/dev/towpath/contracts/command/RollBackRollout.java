package dev.towpath.contracts.command;

import dev.towpath.contracts.RolloutId;

/** Takes everything back, stage by stage, newest first; complete until the drop, and refused from then on. */
public record RollBackRollout(String actor, String reason, RolloutId rolloutId) implements UserCommand {}
