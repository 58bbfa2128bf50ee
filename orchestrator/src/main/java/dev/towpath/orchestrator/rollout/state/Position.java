package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.Gate;
import java.time.Instant;

/** Where on its course a planned rollout stands. */
public sealed interface Position {
    /** Something follows by itself. Lasts only while paused; otherwise the same decision goes on. */
    record Due() implements Position {}

    /** Before a gate that is not open. */
    record AtGate(Gate gate) implements Position {}

    /** A step is with the agent. */
    record AtStep(Step step, int attempt, Instant since, Blocker blocker) implements Position {}

    /** A step ended without success, and somebody must decide. */
    record Stopped(Step step, int attempt, Instant since, Failure failure) implements Position {
        public boolean inDoubt() {
            return failure.kind() == Failure.Kind.IN_DOUBT;
        }
    }

    /**
     * Who holds the lock that a step waits for.
     *
     * @param name as the agent gave it; empty if the step does not wait
     */
    record Blocker(String name, int attempts, Instant since) {
        public boolean holds() {
            return !name.isBlank();
        }
    }
}
