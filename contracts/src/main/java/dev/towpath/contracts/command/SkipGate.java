package dev.towpath.contracts.command;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;

/**
 * Passes over what people and time have not met at the gate that the rollout waits at; never over what services need, and
 * never over a rejection. Says why; never valid from the rollout's author.
 */
public record SkipGate(String actor, String reason, RolloutId rolloutId, GatePoint stage) implements UserCommand {}
