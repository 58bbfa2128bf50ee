package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Phase;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;
import java.time.Duration;
import java.time.Instant;

/**
 * What services are told of a rollout, and whether they go by it.
 *
 * @param heardFrom words older than that do not count: nobody can go by a phase before it is announced
 * @param acknowledged whether all who have to were seen to go by it; true at the start, where nobody is asked
 * @param ever whether they were ever told another phase than {@code old}
 * @param back whether it was announced on the way back
 */
public record Told(Phase phase, Instant since, Instant heardFrom, boolean acknowledged, boolean ever, boolean back) {
    /**
     * On the way back an instance that lags says again what it said before it followed, and then follows late. Where
     * the phase that is given up was not acknowledged by all, a word on the one before it counts only when this long has
     * passed, in which a running instance has read what it was told.
     */
    static final Duration SETTLING = Duration.ofSeconds(10);

    static Told first(Instant time) {
        return new Told(Phase.OLD, time, Instant.MIN, true, false, false);
    }

    /** What an earlier try told, before this one says anything. */
    static Told inherited(Phase left, Instant time) {
        return new Told(left, time, Instant.MIN, true, true, false);
    }

    Told announced(Phase next, Instant time) {
        boolean backward = next.compareTo(phase) < 0;
        return new Told(next, time, backward ? settled(time) : time, false, true, backward);
    }

    private Instant settled(Instant time) {
        return acknowledged ? time : time.plus(SETTLING);
    }

    Told seenBy() {
        return new Told(phase, since, heardFrom, true, ever, back);
    }

    /** That all who have to go by it. */
    public Acknowledged need() {
        return new Acknowledged(phase, heardFrom);
    }
}
