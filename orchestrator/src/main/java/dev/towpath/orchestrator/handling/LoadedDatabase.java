package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.StreamHead;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import java.util.List;

/**
 * A database as its stream tells it, and where the stream goes on.
 *
 * @param state what {@code owed} says included
 * @param owed what rollouts did that are older than their mirror, to be recorded before anything else; see {@link
 *     OlderHistory}
 */
record LoadedDatabase(StreamHead head, DatabaseState state, List<DatabaseEvent> owed)
        implements KeptHistories.History<LoadedDatabase> {
    LoadedDatabase {
        owed = List.copyOf(owed);
    }

    /** How the streams of databases begin. */
    static final String STREAMS = "database/";

    /** The stream of a database. */
    static String stream(DatabaseId database) {
        return STREAMS + database;
    }

    /** Whose stream it is. */
    static DatabaseId id(String stream) {
        return new DatabaseId(stream.substring(STREAMS.length()));
    }

    /** Nothing is read yet. */
    static LoadedDatabase start(DatabaseId id) {
        return new LoadedDatabase(StreamHead.of(stream(id), List.of()), DatabaseState.NONE, List.of());
    }

    @Override
    public LoadedDatabase after(List<NewEvent> events) {
        DatabaseState folded = state;
        for (NewEvent event : events) {
            Recorded<?> recorded = event.recorded();
            if (!(recorded.data() instanceof DatabaseEvent fact)) {
                throw new IllegalStateException("stream " + head.stream() + " holds an event that is not a database's");
            }
            folded = DatabaseState.evolve(
                    folded, recorded.version(), recorded.time(), recorded.actor(), recorded.reason(), fact);
        }
        return events.isEmpty() ? this : new LoadedDatabase(StreamHead.of(events.getLast()), folded, owed);
    }
}
