package dev.towpath.contracts.command;

import dev.towpath.contracts.spec.RolloutSpec;

/** Opens a rollout. */
public record SubmitRollout(String actor, String reason, RolloutSpec rollout) implements UserCommand {}
