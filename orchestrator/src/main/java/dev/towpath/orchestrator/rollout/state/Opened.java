package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.contracts.spec.ServiceSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of every rollout from its submission to its end.
 *
 * @param version of its stream
 * @param changedAt time of its last event
 * @param told what services are told
 * @param missing what it waits for on their side
 * @param tempo how the backfill goes about it
 * @param withheld whether only a plan is wanted until somebody starts it
 * @param silentSince when the agent was last heard of, if the rollout waits for it and it is silent
 * @param lost what the target has lost, if nobody has decided what that means
 */
public record Opened(
        RolloutId id,
        RolloutSpec spec,
        String author,
        Instant submittedAt,
        long version,
        Instant changedAt,
        Told told,
        Missing missing,
        Pause pause,
        boolean withheld,
        Tempo tempo,
        Optional<Instant> silentSince,
        Optional<Lost> lost) {
    static Opened first(RolloutId id, RolloutSpec spec, String author, Optional<Phase> left, Instant time) {
        Told told = left.map(phase -> Told.inherited(phase, time)).orElseGet(() -> Told.first(time));
        return new Opened(
                id,
                spec,
                author,
                time,
                1,
                time,
                told,
                Missing.nothing(time),
                Pause.OFF,
                false,
                Tempo.of(spec.backfill()),
                Optional.empty(),
                Optional.empty());
    }

    public DatabaseId database() {
        return id.database();
    }

    public Phase phase() {
        return told.phase();
    }

    public Instant phaseSince() {
        return told.since();
    }

    public boolean paused() {
        return pause.isOn();
    }

    /** Whether the rollout file names a service that follows the change; if none, nobody is ever waited for. */
    public boolean isFollowed() {
        return spec.services().values().stream().anyMatch(ServiceSpec.Following.class::isInstance);
    }

    Opened at(long newVersion, Instant time) {
        return new Opened(
                id,
                spec,
                author,
                submittedAt,
                newVersion,
                time,
                told,
                missing,
                pause,
                withheld,
                tempo,
                silentSince,
                lost);
    }

    Opened telling(Told newTold) {
        return new Opened(
                id,
                spec,
                author,
                submittedAt,
                version,
                changedAt,
                newTold,
                missing,
                pause,
                withheld,
                tempo,
                silentSince,
                lost);
    }

    Opened missing(Missing newMissing) {
        return new Opened(
                id,
                spec,
                author,
                submittedAt,
                version,
                changedAt,
                told,
                newMissing,
                pause,
                withheld,
                tempo,
                silentSince,
                lost);
    }

    Opened missingNothing() {
        return missing(Missing.nothing(changedAt));
    }

    Opened at(Tempo newTempo) {
        return new Opened(
                id,
                spec,
                author,
                submittedAt,
                version,
                changedAt,
                told,
                missing,
                pause,
                withheld,
                newTempo,
                silentSince,
                lost);
    }

    Opened held(Pause newPause) {
        return new Opened(
                id,
                spec,
                author,
                submittedAt,
                version,
                changedAt,
                told,
                missing,
                newPause,
                withheld,
                tempo,
                silentSince,
                lost);
    }

    Opened withheld(boolean now) {
        return new Opened(
                id, spec, author, submittedAt, version, changedAt, told, missing, pause, now, tempo, silentSince, lost);
    }

    Opened silentSince(Optional<Instant> lastHeard) {
        return new Opened(
                id,
                spec,
                author,
                submittedAt,
                version,
                changedAt,
                told,
                missing,
                pause,
                withheld,
                tempo,
                lastHeard,
                lost);
    }

    Opened losing(Optional<Lost> newLost) {
        return new Opened(
                id,
                spec,
                author,
                submittedAt,
                version,
                changedAt,
                told,
                missing,
                pause,
                withheld,
                tempo,
                silentSince,
                newLost);
    }
}
