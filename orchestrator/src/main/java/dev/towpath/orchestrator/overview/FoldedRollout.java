package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.rollout.Effect.AnnouncePhase;
import dev.towpath.orchestrator.rollout.RolloutReactor;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rollout, folded from its whole stream.
 *
 * @param created time of the first event
 * @param phases what services were told, oldest first
 */
record FoldedRollout(Submitted state, Instant created, List<PhaseAnnounced> phases) {
    FoldedRollout {
        phases = List.copyOf(phases);
    }

    /** Empty if the stream is. */
    static Optional<FoldedRollout> of(List<StoredEvent> stream) {
        RolloutState state = RolloutState.NONE;
        List<PhaseAnnounced> phases = new ArrayList<>();
        for (StoredEvent stored : stream) {
            Recorded<?> recorded = stored.recorded();
            RolloutEvent event = (RolloutEvent) recorded.data();
            state = RolloutState.evolve(
                    state, recorded.version(), recorded.time(), recorded.actor(), recorded.reason(), event);
            phases.addAll(announced(state, event));
        }
        return state instanceof Submitted submitted
                ? Optional.of(new FoldedRollout(
                        submitted, stream.getFirst().recorded().time(), phases))
                : Optional.empty();
    }

    /** The frozen plan, if there is one. */
    Optional<Plan> plan() {
        return state.plan();
    }

    RolloutDocument document(Instant now) {
        RolloutView view = RolloutView.of(state, now);
        Opened opened = state.opened();
        RolloutId id = view.id();
        Optional<Plan> plan = plan();
        return new RolloutDocument(
                id,
                id.database(),
                id.revision(),
                id.attempt(),
                view.state().wireName(),
                view.stage().isEmpty() ? null : view.stage(),
                view.phase(),
                view.waitingFor(),
                view.conditions(),
                view.skipped(),
                plan.map(some -> Progress.of(view.progress())).orElse(null),
                view.failure().stream().findFirst().orElse(null),
                view.version(),
                view.last(),
                view.reversible(),
                view.mayDo(),
                view.leftovers(),
                opened.spec().title(),
                opened.author(),
                created,
                opened.changedAt(),
                plan.map(Plan::hash).orElse(null),
                plan.map(some -> some.pointOfNoReturn().value()).orElse(null));
    }

    /** Of the reactor's answer only what was announced is read; nothing is carried out again. */
    private static List<PhaseAnnounced> announced(RolloutState after, RolloutEvent event) {
        return RolloutReactor.react(after, event).stream()
                .filter(AnnouncePhase.class::isInstance)
                .map(effect -> ((AnnouncePhase) effect).phase())
                .toList();
    }
}
