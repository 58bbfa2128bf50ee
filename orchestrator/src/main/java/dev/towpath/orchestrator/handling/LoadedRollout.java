package dev.towpath.orchestrator.handling;

import dev.towpath.orchestrator.eventstore.Grounds;
import dev.towpath.orchestrator.eventstore.HeardSequence;
import dev.towpath.orchestrator.eventstore.StreamHead;
import dev.towpath.orchestrator.rollout.Asked;
import dev.towpath.orchestrator.rollout.Budget;
import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.List;

/**
 * A rollout as its stream tells it, and where the stream goes on.
 *
 * @param services read after the stream, for one decision
 * @param database read together with the stream; a decision that mirrors on it conflicts if it went on meanwhile
 */
record LoadedRollout(
        StreamHead head, RolloutState state, ServicesSeen services, LoadedDatabase database, Budget budget) {
    static LoadedRollout of(RolloutHistory history, LoadedDatabase database, Budget budget) {
        return new LoadedRollout(history.head(), history.state(), ServicesSeen.NONE, database, budget);
    }

    /** Whether the rollout file names services that may have to be waited for. */
    boolean asksForServices() {
        return state instanceof RolloutState.Submitted submitted
                && !submitted.opened().spec().services().isEmpty();
    }

    /** What must still be so when a decision is written that was made without reading. */
    Grounds grounds(HeardSequence heard) {
        return new Grounds(List.of(head, database.head()), List.of(heard));
    }

    LoadedRollout seeing(ServicesSeen seen) {
        return new LoadedRollout(head, state, seen, database, budget);
    }

    /** The same question, with what the services and the other rollouts do now. */
    Asked asked(Asked asked) {
        return new Asked(asked.actor(), asked.reason(), asked.now(), services, database.state(), budget);
    }
}
