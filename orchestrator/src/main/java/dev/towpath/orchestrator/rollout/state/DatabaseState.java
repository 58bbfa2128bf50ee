package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.event.DatabaseEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one database: the fold of the stream {@code database/<id>}. It holds what rollouts need to know of each
 * other; each of them is a stream of its own.
 */
public sealed interface DatabaseState {
    /** Nothing was registered. */
    DatabaseState NONE = new Unknown();

    /**
     * The state after one more event.
     *
     * @param version of the event in its stream: one more than the state's
     * @throws IllegalStateException if no decision can have made this event here: the history is damaged
     */
    static DatabaseState evolve(
            DatabaseState state, long version, Instant time, String actor, String reason, DatabaseEvent event) {
        return DatabaseFold.fold(state, new DatabaseFold.Stamp(version, time, actor, reason), event);
    }

    /** Version of the last event; 0 for {@link #NONE}. */
    long version();

    /** When the agent was last heard of, if it is silent. */
    Optional<Instant> agentSilentSince();

    /** What is known of the revisions; nothing of a database that is not registered. */
    Revisions revisions();

    /** When gates on the database stay closed. */
    Freezes freezes();

    /** The pause of all rollouts here, if there is one. */
    Optional<Hold> pause();

    /** The server that it was last found on. */
    Target target();

    record Unknown() implements DatabaseState {
        @Override
        public long version() {
            return 0;
        }

        @Override
        public Revisions revisions() {
            return Revisions.NONE;
        }

        @Override
        public Optional<Instant> agentSilentSince() {
            return Optional.empty();
        }

        @Override
        public Freezes freezes() {
            return Freezes.NONE;
        }

        @Override
        public Optional<Hold> pause() {
            return Optional.empty();
        }

        @Override
        public Target target() {
            return Target.UNKNOWN;
        }
    }

    /**
     * Rollouts may run here.
     *
     * @param agentSilentSince when its agent was last heard of, if it is silent
     */
    record Registered(
            DatabaseId database,
            Engine engine,
            long version,
            Revisions revisions,
            Optional<Instant> agentSilentSince,
            Freezes freezes,
            Optional<Hold> pause,
            Target target)
            implements DatabaseState {
        Registered at(long newVersion) {
            return new Registered(database, engine, newVersion, revisions, agentSilentSince, freezes, pause, target);
        }

        Registered with(Revisions newRevisions) {
            return new Registered(database, engine, version, newRevisions, agentSilentSince, freezes, pause, target);
        }

        Registered silentSince(Optional<Instant> lastHeard) {
            return new Registered(database, engine, version, revisions, lastHeard, freezes, pause, target);
        }

        Registered with(Freezes newFreezes) {
            return new Registered(database, engine, version, revisions, agentSilentSince, newFreezes, pause, target);
        }

        Registered held(Optional<Hold> newPause) {
            return new Registered(database, engine, version, revisions, agentSilentSince, freezes, newPause, target);
        }

        Registered on(Target newTarget) {
            return new Registered(database, engine, version, revisions, agentSilentSince, freezes, pause, newTarget);
        }
    }

    /** The latest rollout of {@code revision}. */
    default Optional<Admission> admission(Revision revision) {
        return revisions().admission(revision);
    }
}
