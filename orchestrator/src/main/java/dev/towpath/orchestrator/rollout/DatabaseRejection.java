package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Freeze;
import dev.towpath.orchestrator.rollout.stage.Frozen;
import dev.towpath.orchestrator.rollout.state.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was asked of a database, or of whoever is on it, can't be done there. */
public sealed interface DatabaseRejection extends Rejection {
    record UnknownDatabase(DatabaseId database) implements DatabaseRejection {}

    record DatabaseAlreadyRegistered(DatabaseId database, Engine engine) implements DatabaseRejection {}

    /** {@code what}: the command, key or value, as its sender spelled it. */
    record NotSupportedYet(String what) implements DatabaseRejection {}

    /** {@code hold}: who paused it. */
    record DatabaseIsPaused(DatabaseId database, Hold hold) implements DatabaseRejection {}

    /** {@code until}: the end of the freeze that was asked for. */
    record FreezeIsOver(Instant until) implements DatabaseRejection {}

    record UnknownFreeze(DatabaseId database, int number) implements DatabaseRejection {}

    /** {@code freezes}: any of which may be meant. */
    record FreezeNotNamed(DatabaseId database, List<Freeze> freezes) implements DatabaseRejection {
        public FreezeNotNamed {
            freezes = List.copyOf(freezes);
        }
    }

    @Override
    default String rule() {
        return switch (this) {
            case UnknownDatabase r -> "UnknownDatabase";
            case DatabaseAlreadyRegistered r -> "DatabaseAlreadyRegistered";
            case NotSupportedYet r -> "NotSupportedYet";
            case DatabaseIsPaused r -> "DatabaseIsPaused";
            case FreezeIsOver r -> "FreezeIsOver";
            case UnknownFreeze r -> "UnknownFreeze";
            case FreezeNotNamed r -> "FreezeNotNamed";
        };
    }

    @Override
    default String detail() {
        return switch (this) {
            case UnknownDatabase r -> "Database " + r.database() + " is not registered; register it first.";
            case DatabaseAlreadyRegistered r ->
                "Database " + r.database() + " is registered with engine " + wire(r.engine()) + ".";
            case NotSupportedYet r -> r.what() + " is known but not supported yet.";
            case DatabaseIsPaused r -> Pausing.sentence(r.database(), r.hold()) + " Resume the database first.";
            case FreezeIsOver r -> "A freeze until " + r.until() + " would be over already; give a later end.";
            case UnknownFreeze r ->
                "Database " + r.database() + " never had a freeze " + r.number()
                        + "; GET /api/databases lists those that it has.";
            case FreezeNotNamed r ->
                "Database " + r.database() + " has several freezes. "
                        + r.freezes().stream().map(Frozen::sentence).collect(Collectors.joining("; "))
                        + ". Name the one that is meant by its number.";
        };
    }

    private static String wire(Engine engine) {
        return engine.name().toLowerCase(Locale.ROOT);
    }
}
