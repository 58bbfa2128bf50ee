package dev.towpath.contracts.agent;

import dev.towpath.contracts.RolloutId;

/** The rollout has ended: its ledger entries may be disposed of, its footprint is free. */
public record CloseRollout(RolloutId rolloutId) implements AgentCommand {}
