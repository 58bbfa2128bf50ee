package dev.towpath.contracts.command;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;

/** Approves the gate that the rollout waits at; never valid from the rollout's author. */
public record ApproveStage(String actor, String reason, RolloutId rolloutId, GatePoint stage) implements UserCommand {}
