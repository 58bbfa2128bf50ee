package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.outcome.Failure;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Steps that the log says are done and that the target, which went back in time, has no receipt of. As long as nobody has
 * decided what that means, nothing is begun.
 *
 * @param steps in the order in which they were found missing
 * @param target what the target says instead
 */
public record Lost(List<StepId> steps, Instant since, String target) {
    public Lost {
        steps = List.copyOf(steps);
    }

    Lost and(List<StepId> more) {
        return new Lost(Stream.concat(steps.stream(), more.stream()).distinct().toList(), since, target);
    }

    /** Both readings, for people. */
    public String sentence() {
        return "The log says that these steps are done: " + names(steps) + ". " + target;
    }

    /** As it is shown where other failures are. */
    public Failure failure() {
        return new Failure(
                Failure.Kind.IN_DOUBT,
                ExecuteStep.TARGET_WENT_BACK,
                sentence(),
                steps.getFirst().value());
    }

    /** For sentences. */
    public static String names(List<StepId> steps) {
        return steps.stream().map(StepId::value).collect(Collectors.joining(", "));
    }
}
