package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseFrozen;
import dev.towpath.contracts.event.DatabaseEvent.FreezeLifted;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Registered;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Unknown;
import dev.towpath.orchestrator.rollout.state.Freezes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When the gates of a database stay closed. Anybody may freeze a database, and lift any freeze of it; both say why. */
public final class Freezing {
    private Freezing() {}

    /**
     * A freeze from {@code from}, else from now on.
     *
     * @param until after {@code from}, if that is given
     */
    public static Decision<DatabaseEvent> freeze(
            DatabaseState state, DatabaseId database, Optional<Instant> from, Instant until, Asked asked) {
        return switch (state) {
            case Unknown unknown -> new Rejected<>(new DatabaseRejection.UnknownDatabase(database));
            case Registered known
            when !until.isAfter(asked.now()) -> new Rejected<>(new DatabaseRejection.FreezeIsOver(until));
            case Registered known -> freeze(known.freezes(), from.orElse(asked.now()), until, asked.now());
        };
    }

    private static Decision<DatabaseEvent> freeze(Freezes freezes, Instant from, Instant until, Instant now) {
        return freezes.ahead(now).stream()
                .filter(freeze -> freeze.until().equals(until) && isSame(freeze.from(), from, now))
                .findFirst()
                .<Decision<DatabaseEvent>>map(freeze ->
                        new AlreadyDone<>("Freeze " + freeze.number() + " by " + freeze.by() + " is that time."))
                .orElseGet(() -> new Accepted<>(List.of(new DatabaseFrozen(freezes.last() + 1, from, until))));
    }

    /** What has begun has begun, whenever that was. */
    private static boolean isSame(Instant one, Instant other, Instant now) {
        return one.equals(other) || !one.isAfter(now) && !other.isAfter(now);
    }

    /** The end of freeze {@code number}, else of the only one. */
    public static Decision<DatabaseEvent> lift(
            DatabaseState state, DatabaseId database, Optional<Integer> number, Asked asked) {
        return switch (state) {
            case Unknown unknown -> new Rejected<>(new DatabaseRejection.UnknownDatabase(database));
            case Registered known ->
                number.map(named -> lift(known, named, asked.now())).orElseGet(() -> liftOnly(known, asked.now()));
        };
    }

    private static Decision<DatabaseEvent> lift(Registered known, int number, Instant now) {
        if (number > known.freezes().last()) {
            return new Rejected<>(new DatabaseRejection.UnknownFreeze(known.database(), number));
        }
        return known.freezes().ahead(now).stream().anyMatch(freeze -> freeze.number() == number)
                ? new Accepted<>(List.of(new FreezeLifted(number)))
                : new AlreadyDone<>("Freeze " + number + " of database " + known.database() + " is over.");
    }

    private static Decision<DatabaseEvent> liftOnly(Registered known, Instant now) {
        List<Freeze> ahead = known.freezes().ahead(now);
        return switch (ahead.size()) {
            case 0 -> new AlreadyDone<>("Database " + known.database() + " has no freeze.");
            case 1 -> new Accepted<>(List.of(new FreezeLifted(ahead.getFirst().number())));
            default -> new Rejected<>(new DatabaseRejection.FreezeNotNamed(known.database(), ahead));
        };
    }
}
