package dev.towpath.contracts.command;

import dev.towpath.contracts.RolloutId;

/** Lets a rollout that was submitted {@code plan_only} go on to its first stage. */
public record StartRollout(String actor, String reason, RolloutId rolloutId) implements UserCommand {}
