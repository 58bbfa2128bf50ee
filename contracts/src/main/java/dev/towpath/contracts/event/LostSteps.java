package dev.towpath.contracts.event;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.util.List;

/** Steps of a rollout that the log says are done, and of which the target has no receipt. */
public record LostSteps(RolloutId rolloutId, List<StepId> steps) {
    public LostSteps {
        steps = List.copyOf(steps);
    }
}
