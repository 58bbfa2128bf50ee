package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.rollout.Mirror;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Rollouts that were begun by a version which recorded nothing on the database. What they would have recorded follows from
 * their own streams; it is written before the first event that is about a rollout, in the same commit.
 */
final class OlderHistory {
    /** Who records it, and why. */
    static final String ACTOR = "towpath";

    static final String REASON = "Taken over from rollouts that are older than the database's own history of them.";

    private OlderHistory() {}

    /** Whether there may be such rollouts. */
    static boolean isToBeRead(LoadedDatabase database) {
        return database.state() instanceof DatabaseState.Registered known
                && known.revisions().admissions().isEmpty();
    }

    /** {@code database}, which owes what {@code rollouts}, each with at least one event, did. */
    static LoadedDatabase takenOver(LoadedDatabase database, List<List<StoredEvent>> rollouts, Instant now) {
        List<DatabaseEvent> owed = rollouts.stream()
                .sorted(Comparator.comparing((List<StoredEvent> stream) ->
                        stream.getFirst().recorded().time()))
                .flatMap(List::stream)
                .flatMap(event -> mirrored(event.recorded()).stream())
                .toList();
        DatabaseState state = database.state();
        for (DatabaseEvent event : owed) {
            state = DatabaseState.evolve(state, state.version() + 1, now, ACTOR, REASON, event);
        }
        return new LoadedDatabase(database.head(), state, owed);
    }

    private static List<DatabaseEvent> mirrored(Recorded<?> recorded) {
        if (!(recorded.data() instanceof RolloutEvent event)) {
            throw new IllegalStateException("stream " + recorded.stream() + " holds an event that is not a rollout's");
        }
        return Mirror.of(RolloutId.parse(recorded.stream()), recorded.actor(), event);
    }
}
