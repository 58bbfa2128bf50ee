package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Instant;

/**
 * What is known of every rollout from its submission to its end.
 *
 * @param version of its stream
 * @param changedAt time of its last event
 * @param phase what services are told
 */
public record Opened(
        RolloutId id,
        RolloutSpec spec,
        String author,
        Instant submittedAt,
        long version,
        Instant changedAt,
        Phase phase,
        Instant phaseSince,
        Pause pause) {
    public DatabaseId database() {
        return id.database();
    }

    public boolean paused() {
        return pause instanceof Pause.On;
    }

    Opened at(long newVersion, Instant time) {
        return new Opened(id, spec, author, submittedAt, newVersion, time, phase, phaseSince, pause);
    }

    Opened in(Phase newPhase) {
        return new Opened(id, spec, author, submittedAt, version, changedAt, newPhase, changedAt, pause);
    }

    Opened held(Pause newPause) {
        return new Opened(id, spec, author, submittedAt, version, changedAt, phase, phaseSince, newPause);
    }
}
