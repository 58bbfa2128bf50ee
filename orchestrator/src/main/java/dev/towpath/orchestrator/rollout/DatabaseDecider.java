package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseRegistered;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Registered;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Unknown;
import java.util.List;
import java.util.Locale;

/** Registers databases. An id keeps its engine for ever: plans, ledgers and topics hang on it. */
public final class DatabaseDecider {
    private DatabaseDecider() {}

    public static Decision<DatabaseEvent> register(DatabaseState state, DatabaseId database, Engine engine) {
        return switch (state) {
            case Registered known
            when known.engine() == engine -> new AlreadyDone<>("Database " + database + " is registered.");
            case Registered known ->
                new Rejected<>(new DatabaseRejection.DatabaseAlreadyRegistered(database, known.engine()));
            case Unknown unknown -> register(database, engine);
        };
    }

    private static Decision<DatabaseEvent> register(DatabaseId database, Engine engine) {
        return switch (engine) {
            case POSTGRESQL -> new Accepted<>(List.of(new DatabaseRegistered(database, engine)));
            case MYSQL, MARIADB, SQLITE ->
                new Rejected<>(new DatabaseRejection.NotSupportedYet(
                        "Engine " + engine.name().toLowerCase(Locale.ROOT)));
        };
    }
}
