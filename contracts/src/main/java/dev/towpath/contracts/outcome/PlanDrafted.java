package dev.towpath.contracts.outcome;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.plan.Plan;

/** The plan is made and frozen in the ledger. */
public record PlanDrafted(RolloutId rolloutId, Plan plan) implements Outcome {}
