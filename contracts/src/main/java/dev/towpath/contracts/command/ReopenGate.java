package dev.towpath.contracts.command;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;

/**
 * Takes services back from the new shape to phase {@code dual_write}, and the rollout before the gate of that stage, which
 * is cutover. Says why. Only before anything of the contract was sent.
 */
public record ReopenGate(String actor, String reason, RolloutId rolloutId, GatePoint stage) implements UserCommand {}
