package dev.towpath.contracts.agent;

import dev.towpath.contracts.RolloutId;

/** Take up the work of this rollout where PauseWork left it. */
public record ResumeWork(RolloutId rolloutId) implements AgentCommand {}
