package dev.towpath.contracts.agent;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.spec.RolloutSpec;

/** Plan from the catalog, freeze the plan in the ledger, answer PlanDrafted or PlanRefused. Changes no table. */
public record PlanRollout(RolloutId rolloutId, RolloutSpec rollout) implements AgentCommand {}
