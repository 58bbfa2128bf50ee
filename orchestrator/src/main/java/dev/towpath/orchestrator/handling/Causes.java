package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * What agents answer. A store that was put back has forgotten commands that agents still carry out or have carried out,
 * and by the time their reports come its streams may be as long as they were, by other events.
 */
record Causes(EventStore store) {
    /**
     * Whether the command that {@code outcome} answers is not in this log: at its version the rollout's stream has no event
     * yet, or one that told the agent nothing of the kind, or one that is later than the answer. The same if the agent's
     * ledger was found ahead of the rollout: then any answer may be to another history.
     */
    Uni<Boolean> isForgotten(RolloutId id, LoadedRollout rollout, Envelope<?> outcome) {
        long version = outcome.streamVersion();
        boolean ledgerIsAhead = rollout.database().state().target().ahead().stream()
                .anyMatch(ahead -> ahead.rolloutId().equals(id));
        if (version > rollout.head().version() || ledgerIsAhead) {
            return Uni.createFrom().item(true);
        }
        return version < 1
                ? Uni.createFrom().item(false)
                : store.read(id.toString(), Math.max(1, version - 1))
                        .map(events -> !isAnswer(outcome, events, version == 1 ? 0 : 1));
    }

    private static boolean isAnswer(Envelope<?> outcome, List<StoredEvent> events, int at) {
        StoredEvent cause = events.get(at);
        long toldBefore = at == 0 ? 0 : events.getFirst().commandsSent();
        boolean answersPlanning = outcome.data() instanceof PlanDrafted || outcome.data() instanceof PlanRefused;
        return cause.commandsSent() > toldBefore
                && answersPlanning == cause.recorded().data() instanceof PlanRequested
                && !outcome.time().isBefore(cause.recorded().time());
    }
}
