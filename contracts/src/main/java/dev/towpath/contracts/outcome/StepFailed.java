package dev.towpath.contracts.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.util.List;

/**
 * The step did not succeed, and the agent will not try again by itself.
 *
 * @param lost steps that the command says are done and that have no receipt on the target, which is why this one was not
 *     begun; empty if the reason is another
 */
public record StepFailed(
        RolloutId rolloutId,
        StepId stepId,
        int attempt,
        Failure failure,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<StepId> lost)
        implements Outcome {
    public StepFailed {
        lost = List.copyOf(lost);
    }

    /** For a reason that no earlier step is. */
    public StepFailed(RolloutId rolloutId, StepId stepId, int attempt, Failure failure) {
        this(rolloutId, stepId, attempt, failure, List.of());
    }
}
