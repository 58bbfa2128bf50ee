package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.Obstacle;
import java.time.Instant;
import java.util.List;

/** Whether the agent was asked for the plan. */
public sealed interface PlanAsk {
    /** Submitted at this moment. Lasts only in histories that are older than this distinction: there it was asked for. */
    record Due() implements PlanAsk {}

    /** Others come first. */
    record HeldBack(List<Obstacle> by, Instant since) implements PlanAsk {
        public HeldBack {
            by = List.copyOf(by);
        }
    }

    /** The agent makes the plan. */
    record Sent(Instant since) implements PlanAsk {}
}
