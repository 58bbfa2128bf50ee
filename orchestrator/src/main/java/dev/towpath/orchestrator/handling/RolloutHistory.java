package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.StreamHead;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.List;

/** What happened to a rollout, and where its stream goes on. */
record RolloutHistory(StreamHead head, RolloutState state) implements KeptHistories.History<RolloutHistory> {
    /** Nothing is read yet. */
    static RolloutHistory start(RolloutId id) {
        return new RolloutHistory(StreamHead.of(id.toString(), List.of()), RolloutState.NONE);
    }

    @Override
    public RolloutHistory after(List<NewEvent> events) {
        RolloutState folded = state;
        for (NewEvent event : events) {
            Recorded<?> recorded = event.recorded();
            if (!(recorded.data() instanceof RolloutEvent fact)) {
                throw new IllegalStateException("stream " + head.stream() + " holds an event that is not a rollout's");
            }
            folded = RolloutState.evolve(
                    folded, recorded.version(), recorded.time(), recorded.actor(), recorded.reason(), fact);
        }
        return events.isEmpty() ? this : new RolloutHistory(StreamHead.of(events.getLast()), folded);
    }
}
