package dev.towpath.contracts.command;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;

/** Takes back what the actor said at the gate that the rollout waits at: their approval, or their rejection. */
public record WithdrawApproval(String actor, String reason, RolloutId rolloutId, GatePoint stage)
        implements UserCommand {}
