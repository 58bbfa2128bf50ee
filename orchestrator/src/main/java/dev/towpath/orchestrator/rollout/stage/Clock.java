package dev.towpath.orchestrator.rollout.stage;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a gate stays closed after what came before it has ended.
 *
 * @param name the key of the rollout file that asks for it
 * @param length never negative, at most {@link #LONGEST}, so that every due time can be computed and stored
 */
public record Clock(String name, Duration length) {
    /** A hundred years. */
    static final Duration LONGEST = Duration.ofDays(36_525);

    public Clock {
        if (length.isNegative()) {
            length = Duration.ZERO;
        } else if (length.compareTo(LONGEST) > 0) {
            length = LONGEST;
        }
    }

    static Clock soak(Duration length) {
        return new Clock("soak", length);
    }

    Clock orIfLonger(Clock other) {
        return other.length.compareTo(length) >= 0 ? other : this;
    }

    public Instant endsAfter(Instant start) {
        return start.plus(length);
    }

    boolean isSet() {
        return !length.isZero();
    }
}
