package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.eventstore.StoredEvent;
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
    static LoadedRollout of(RolloutId id, List<StoredEvent> events, LoadedDatabase database, Budget budget) {
        RolloutState state = RolloutState.NONE;
        for (StoredEvent event : events) {
            Recorded<?> recorded = event.recorded();
            if (!(recorded.data() instanceof RolloutEvent fact)) {
                throw new IllegalStateException("stream " + id + " holds an event that is not a rollout's");
            }
            state = RolloutState.evolve(
                    state, recorded.version(), recorded.time(), recorded.actor(), recorded.reason(), fact);
        }
        return new LoadedRollout(StreamHead.of(id.toString(), events), state, ServicesSeen.NONE, database, budget);
    }

    /** Whether the rollout file names services that may have to be waited for. */
    boolean asksForServices() {
        return state instanceof RolloutState.Submitted submitted
                && !submitted.opened().spec().services().isEmpty();
    }

    LoadedRollout seeing(ServicesSeen seen) {
        return new LoadedRollout(head, state, seen, database, budget);
    }

    /** The same question, with what the services and the other rollouts do now. */
    Asked asked(Asked asked) {
        return new Asked(asked.actor(), asked.reason(), asked.now(), services, database.state(), budget);
    }
}
