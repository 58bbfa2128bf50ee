package dev.towpath.orchestrator.rollout.story;

import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.NoRollout;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;

/** The part of the story that an event belongs to. */
final class Chapter {
    static final String PLANNING = "planning";
    static final String ROLLBACK = "rollback";
    static final String END = "end";

    private Chapter() {}

    /** What ends a stage belongs to that stage, and what ends planning to planning; hence the state before. */
    static String of(RolloutState before, RolloutState after) {
        return switch (after) {
            case RollingBack back -> ROLLBACK;
            case RolledBack end -> before instanceof Planning ? PLANNING : ROLLBACK;
            case Unplannable end -> PLANNING;
            case Planning planning -> PLANNING;
            case Completed end -> END;
            case Aborting aborting -> END;
            case Aborted end -> END;
            case NoRollout none -> throw new IllegalStateException("no event leads to a rollout that does not exist");
            case Underway now -> before instanceof Underway was ? stage(was) : PLANNING;
        };
    }

    private static String stage(Underway underway) {
        return underway.course()
                .current()
                .map(planned -> planned.stage().wireName())
                .orElse(END);
    }
}
