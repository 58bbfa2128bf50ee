package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.HashChain;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.List;

/** One stream as it is read: chained without a gap, in the order of readers, and a replay of it gives what lived. */
final class StreamLaws {
    private RolloutState rollout = RolloutState.NONE;
    private DatabaseState database = DatabaseState.NONE;
    private String hash = HashChain.FIRST;
    private Cursor last = Cursor.START;
    private long version;

    void holdAfter(List<StoredEvent> added) {
        for (StoredEvent event : added) {
            Recorded<?> recorded = event.recorded();
            if (recorded.version() != ++version || !recorded.previousHash().equals(hash)) {
                throw new Violation("a stream has a gap, or is not chained, at " + recorded);
            }
            if (event.cursor().compareTo(last) <= 0) {
                throw new Violation("readers see a later event of a stream first: " + recorded);
            }
            hash = recorded.hash();
            last = event.cursor();
            switch (recorded.data()) {
                case RolloutEvent fact -> rollout = evolve(rollout, recorded, fact);
                case DatabaseEvent fact -> database = evolve(database, recorded, fact);
            }
        }
    }

    void thenReplayedIs(RolloutState live) {
        if (!rollout.equals(live)) {
            throw new Violation("what is replayed is not what lived: " + rollout);
        }
    }

    void thenReplayedIs(DatabaseState live) {
        if (!database.equals(live)) {
            throw new Violation("what is replayed is not what lived: " + database);
        }
    }

    static RolloutState evolve(RolloutState state, Recorded<?> made, RolloutEvent fact) {
        return RolloutState.evolve(state, made.version(), made.time(), made.actor(), made.reason(), fact);
    }

    static DatabaseState evolve(DatabaseState state, Recorded<?> made, DatabaseEvent fact) {
        return DatabaseState.evolve(state, made.version(), made.time(), made.actor(), made.reason(), fact);
    }
}
