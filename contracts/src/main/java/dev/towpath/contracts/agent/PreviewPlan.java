package dev.towpath.contracts.agent;

import dev.towpath.contracts.spec.RolloutSpec;

/** Plan and answer PlanPreviewed; record nothing. */
public record PreviewPlan(String requestId, RolloutSpec rollout) implements AgentCommand {}
