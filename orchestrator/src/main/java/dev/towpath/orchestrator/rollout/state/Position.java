package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.stage.Gate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where on its way a planned rollout stands. */
public sealed interface Position {
    /** Something follows by itself. Lasts only while the rollout is paused or waits for services. */
    record Due() implements Position {}

    /** Before a gate that is not open. */
    record AtGate(Gate gate) implements Position {}

    /**
     * A step is to be tried again as soon as the services bear it.
     *
     * @param attempt the one that is requested then
     * @param notBefore when it may be requested at the earliest
     */
    record Allowed(Step step, int attempt, Instant since, Instant notBefore) implements Position {}

    /**
     * A step is due, and waits until the database has room for it.
     *
     * @param detail who has the room
     */
    record Queued(Step step, int attempt, Instant since, String detail) implements Position {}

    /** The services bear what is requested next. Never lasts: the request is in the same decision. */
    record Cleared(Position before, Confirmation confirmation) implements Position {}

    /**
     * A step is with the agent.
     *
     * @param confirmation what the services were seen to bear when it was requested, if they were asked
     */
    record AtStep(Step step, int attempt, Instant since, Blocker blocker, Optional<Confirmation> confirmation)
            implements Position {}

    /** A step was with the agent when the rollback began; it is not wanted any more, and how it ends is awaited. */
    record Withdrawing(Step step, int attempt, Instant since) implements Position {}

    /** A step ended without success, and somebody must decide. */
    record Stopped(Step step, int attempt, Instant since, Failure failure) implements Position {
        public boolean inDoubt() {
            return failure.kind() == Failure.Kind.IN_DOUBT;
        }
    }

    /** What the services bear, and until when the agent may rely on it. */
    record Confirmation(List<String> evidence, Instant validUntil) {
        public Confirmation {
            evidence = List.copyOf(evidence);
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
