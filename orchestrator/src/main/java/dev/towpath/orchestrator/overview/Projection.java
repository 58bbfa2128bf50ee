package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.event.DatabaseEvent.DatabaseRegistered;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows that follow from events; pure. A rollout's rows follow from its whole stream, by the fold that decides, so
 * that the list and the single view can't disagree.
 */
final class Projection {
    private final RolloutJson json;
    private final Map<String, Object> rows = new LinkedHashMap<>();

    private Projection(RolloutJson json) {
        this.json = json;
    }

    /** The rollouts that {@code batch} says something about. */
    static Set<String> rolloutsOf(List<StoredEvent> batch) {
        Set<String> streams = new LinkedHashSet<>();
        batch.stream()
                .map(StoredEvent::recorded)
                .filter(recorded -> recorded.data() instanceof RolloutEvent)
                .forEach(recorded -> streams.add(recorded.stream()));
        return streams;
    }

    /**
     * The entities to merge, one for each row.
     *
     * @param rollouts the whole streams of {@link #rolloutsOf} the batch
     */
    static List<Object> rows(List<StoredEvent> batch, Collection<List<StoredEvent>> rollouts, RolloutJson json) {
        Projection projection = new Projection(json);
        batch.stream().map(StoredEvent::recorded).forEach(projection::addDatabase);
        rollouts.forEach(stream -> FoldedRollout.of(stream).ifPresent(projection::addRollout));
        return List.copyOf(projection.rows.values());
    }

    private void addDatabase(Recorded<?> recorded) {
        if (recorded.data() instanceof DatabaseRegistered registered) {
            rows.put(recorded.stream(), ListedDatabase.of(registered, recorded));
        }
    }

    private void addRollout(FoldedRollout rollout) {
        ListedRollout row = ListedRollout.of(rollout, json);
        rows.put("rollout/" + row.id, row);
        rollout.phases().forEach(this::addPhase);
    }

    /** Tries of one revision share a row; the highest version is the latest. */
    private void addPhase(PhaseAnnounced announced) {
        ListedPhase row = ListedPhase.of(announced);
        rows.merge(
                "phase/" + row.id,
                row,
                (one, other) -> ((ListedPhase) one).version > ((ListedPhase) other).version ? one : other);
    }
}
