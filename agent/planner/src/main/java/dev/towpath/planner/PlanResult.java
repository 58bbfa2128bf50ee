package dev.towpath.planner;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;

/** A whole plan, or the reason why there is none. Never part of a plan. */
public sealed interface PlanResult {
    /** Every step of every stage, ready to be frozen. */
    record Planned(Plan plan) implements PlanResult {}

    /** Nothing was planned: {@code failure} names the rule, the place and the remedy. */
    record Refused(Failure failure) implements PlanResult {}
}
