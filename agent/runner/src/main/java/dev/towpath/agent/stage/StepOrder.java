package dev.towpath.agent.stage;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Step;
import java.time.Instant;
import java.util.Optional;

/**
 * One step to execute.
 *
 * @param planHash hash of the frozen plan that the step is from
 * @param attempt counts from 1; more than 1 after RetryStep or after the evidence had expired
 * @param validUntil after which no attempt is begun; for ever if it is empty
 * @param traceparent W3C trace context that the command came with, as its sender wrote it; or empty
 */
public record StepOrder(
        RolloutId rolloutId,
        String planHash,
        Step step,
        int attempt,
        Optional<Instant> validUntil,
        String traceparent) {
    public StepOrder {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are counted from 1");
        }
    }

    public StepId stepId() {
        return step.id();
    }
}
