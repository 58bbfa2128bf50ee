package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.Obstacle;
import java.time.Instant;
import java.util.List;

/** Whether the agent was asked for the plan, and what it found in the way when it was. */
public sealed interface PlanAsk {
    /** The latest answer that named other rollouts. */
    InTheWay found();

    /** Submitted at this moment. Lasts only in histories that are older than this distinction: there it was asked for. */
    record Due() implements PlanAsk {
        @Override
        public InTheWay found() {
            return InTheWay.NOTHING;
        }
    }

    /** Others come first. */
    record HeldBack(List<Obstacle> by, Instant since, InTheWay found) implements PlanAsk {
        public HeldBack {
            by = List.copyOf(by);
        }
    }

    /** The agent makes the plan. */
    record Sent(Instant since, InTheWay found) implements PlanAsk {}
}
