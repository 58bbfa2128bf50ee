package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.ResumedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.RolloutPaused;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import java.util.Optional;

/** Pauses that begin and end, of a rollout alone and of its database: neither ends the other. */
final class PauseFold {
    private PauseFold() {}

    /** Empty if {@code event} is about no pause, or cannot follow. */
    static Optional<Pause> after(Pause was, RolloutFold.Stamp stamp, RolloutEvent event) {
        if (event instanceof RolloutPaused && was.own().isEmpty()) {
            return Optional.of(was.own(Optional.of(stamp.hold())));
        }
        if (event instanceof RolloutResumed && was.own().isPresent()) {
            return Optional.of(was.own(Optional.empty()));
        }
        if (event instanceof PausedWithDatabase(var by, var why, var since)) {
            return Optional.of(was.ofDatabase(Optional.of(new Hold(by, why, since))));
        }
        if (event instanceof ResumedWithDatabase && was.ofDatabase().isPresent()) {
            return Optional.of(was.ofDatabase(Optional.empty()));
        }
        return Optional.empty();
    }
}
