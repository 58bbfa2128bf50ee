package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.eventstore.StreamHead;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import java.util.List;

/** A database as its stream tells it, and where the stream goes on. */
record LoadedDatabase(StreamHead head, DatabaseState state) {
    /** The stream of a database. */
    static String stream(DatabaseId database) {
        return "database/" + database;
    }

    static LoadedDatabase of(DatabaseId id, List<StoredEvent> events) {
        DatabaseState state = DatabaseState.NONE;
        for (StoredEvent event : events) {
            Recorded<?> recorded = event.recorded();
            if (!(recorded.data() instanceof DatabaseEvent fact)) {
                throw new IllegalStateException("stream " + stream(id) + " holds an event that is not a database's");
            }
            state = DatabaseState.evolve(state, recorded.version(), fact);
        }
        return new LoadedDatabase(StreamHead.of(stream(id), events), state);
    }
}
