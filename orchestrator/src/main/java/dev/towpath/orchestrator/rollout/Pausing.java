package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.DatabasePaused;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseResumed;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.ResumedWithDatabase;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Registered;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Unknown;
import dev.towpath.orchestrator.rollout.state.Hold;
import dev.towpath.orchestrator.rollout.state.Opened;
import java.util.List;
import java.util.Optional;

/**
 * The pause of a whole database. It holds from the moment in which it is recorded, since every decision about a rollout is
 * given the database as it is then; each open rollout is woken to note it, which stops what its agent does.
 */
public final class Pausing {
    private Pausing() {}

    /** Whether the pause of {@code database} may begin. */
    public static Decision<DatabaseEvent> pause(DatabaseState state, DatabaseId database) {
        return switch (state) {
            case Unknown unknown -> new Rejected<>(new DatabaseRejection.UnknownDatabase(database));
            case Registered known ->
                known.pause()
                        .<Decision<DatabaseEvent>>map(hold -> new AlreadyDone<>(sentence(database, hold)))
                        .orElseGet(() -> new Accepted<>(List.of(new DatabasePaused())));
        };
    }

    /** Whether there is a pause of {@code database} to be ended. */
    public static Decision<DatabaseEvent> resume(DatabaseState state, DatabaseId database) {
        return switch (state) {
            case Unknown unknown -> new Rejected<>(new DatabaseRejection.UnknownDatabase(database));
            case Registered known ->
                known.pause().isPresent()
                        ? new Accepted<>(List.of(new DatabaseResumed()))
                        : new AlreadyDone<>("Database " + database + " is not paused.");
        };
    }

    /** What whoever asked for something of a rollout here ought to know; empty if nothing is paused. */
    public static String remark(DatabaseState state) {
        return state instanceof Registered known
                ? known.pause()
                        .map(hold -> sentence(known.database(), hold) + " Nothing new starts until it is resumed.")
                        .orElse("")
                : "";
    }

    static String sentence(DatabaseId database, Hold hold) {
        return "Database " + database + " is " + hold.sentence() + " since " + hold.since() + ".";
    }

    /** What a rollout has to note of the database before anything else follows; none if it has. */
    static List<RolloutEvent> noted(Opened opened, DatabaseState database) {
        Optional<Hold> now = database.pause();
        if (database instanceof Unknown || now.equals(opened.pause().ofDatabase())) {
            return List.of();
        }
        return List.of(now.<RolloutEvent>map(hold -> new PausedWithDatabase(hold.by(), hold.why(), hold.since()))
                .orElseGet(ResumedWithDatabase::new));
    }
}
