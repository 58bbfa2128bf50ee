package dev.towpath.contracts.agent;

import dev.towpath.contracts.RolloutId;

/** End the running batch or statement, start nothing new for this rollout until ResumeWork. */
public record PauseWork(RolloutId rolloutId) implements AgentCommand {}
