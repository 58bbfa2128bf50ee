package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.event.DatabaseEvent;

/** What is known of one database: the fold of the stream {@code database/<id>}. */
public sealed interface DatabaseState {
    /** Nothing was registered. */
    DatabaseState NONE = new Unknown();

    /**
     * The state after one more event.
     *
     * @throws IllegalStateException if no decision can have made this event here: the history is damaged
     */
    static DatabaseState evolve(DatabaseState state, long version, DatabaseEvent event) {
        if (version != state.version() + 1) {
            throw new IllegalStateException("version " + version + " cannot follow " + state.version());
        }
        return switch (event) {
            case DatabaseEvent.DatabaseRegistered(var database, var engine) ->
                switch (state) {
                    case Unknown unknown -> new Registered(database, engine, version);
                    case Registered known -> throw new IllegalStateException(database + " is registered twice");
                };
        };
    }

    /** Version of the last event; 0 for {@link #NONE}. */
    long version();

    record Unknown() implements DatabaseState {
        @Override
        public long version() {
            return 0;
        }
    }

    record Registered(DatabaseId database, Engine engine, long version) implements DatabaseState {}
}
