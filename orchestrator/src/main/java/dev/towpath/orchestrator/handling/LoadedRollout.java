package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.eventstore.StreamHead;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.List;

/** A rollout as its stream tells it, and where the stream goes on. */
record LoadedRollout(StreamHead head, RolloutState state) {
    static LoadedRollout of(RolloutId id, List<StoredEvent> events) {
        RolloutState state = RolloutState.NONE;
        for (StoredEvent event : events) {
            Recorded<?> recorded = event.recorded();
            if (!(recorded.data() instanceof RolloutEvent fact)) {
                throw new IllegalStateException("stream " + id + " holds an event that is not a rollout's");
            }
            state = RolloutState.evolve(
                    state, recorded.version(), recorded.time(), recorded.actor(), recorded.reason(), fact);
        }
        return new LoadedRollout(StreamHead.of(id.toString(), events), state);
    }
}
