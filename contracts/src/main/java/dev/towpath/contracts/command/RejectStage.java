package dev.towpath.contracts.command;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;

/** Closes the gate that the rollout waits at, until the same actor withdraws it; takes back their own approval. */
public record RejectStage(String actor, String reason, RolloutId rolloutId, GatePoint stage) implements UserCommand {}
