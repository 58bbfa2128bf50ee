package dev.towpath.standalone.process;

import java.time.Duration;

/**
 * How long a program that ended stays down before its next start. A first end is answered at once; a program that keeps
 * ending soon after its start waits longer, yet never so long that it isn't started again within 5 seconds.
 */
public record RestartDelay(Duration value) {
    public static final RestartDelay FIRST = new RestartDelay(Duration.ofMillis(250));

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final Duration STABLE = Duration.ofSeconds(20);

    /** The delay after a run that lasted {@code lived}. */
    public RestartDelay after(Duration lived) {
        if (lived.compareTo(STABLE) >= 0) {
            return FIRST;
        }
        Duration doubled = value.multipliedBy(2);
        return new RestartDelay(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
    }
}
