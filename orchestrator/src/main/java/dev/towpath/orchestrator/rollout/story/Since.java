package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.RollbackStarted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import java.time.Instant;

/**
 * The times that no state keeps, for how long something took.
 *
 * @param entered when the last stage was entered
 * @param turned when the rollback began
 */
record Since(Instant entered, Instant turned) {
    static final Since NONE = new Since(Instant.EPOCH, Instant.EPOCH);

    Since with(RolloutEvent event, Instant time) {
        if (event instanceof StageEntered) {
            return new Since(time, turned);
        }
        return event instanceof RollbackStarted ? new Since(entered, time) : this;
    }
}
