package dev.towpath.agent.stage;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Step;

/**
 * One step to execute.
 *
 * @param planHash hash of the frozen plan that the step is from
 * @param attempt counts from 1; more than 1 after RetryStep
 */
public record StepOrder(RolloutId rolloutId, String planHash, Step step, int attempt) {
    public StepOrder {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1");
        }
    }

    public StepId stepId() {
        return step.id();
    }
}
