package dev.towpath.contracts.outcome;

import dev.towpath.contracts.plan.Plan;
import java.util.List;

/**
 * The answer to PreviewPlan.
 *
 * @param plan exactly one plan, or none if refused
 * @param failure exactly one failure if refused, or none
 */
public record PlanPreviewed(String requestId, List<Plan> plan, List<Failure> failure) implements Outcome {
    public PlanPreviewed {
        plan = List.copyOf(plan);
        failure = List.copyOf(failure);
    }
}
