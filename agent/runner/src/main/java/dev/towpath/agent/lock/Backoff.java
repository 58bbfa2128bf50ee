package dev.towpath.agent.lock;

import java.time.Duration;

/**
 * How long to wait before attempt {@code n + 1}: doubles from one second to thirty, and the second half of each wait is
 * random, so that several waiters don't ask at the same moment. Never ends by itself.
 */
public final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Backoff() {}

    /**
     * The wait before the next attempt.
     *
     * @param failures attempts that failed so far, from 1
     * @param random 0 (inclusive) to 1 (exclusive)
     */
    public static Duration after(int failures, double random) {
        long whole = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, 6));
        return Duration.ofMillis(Math.round(whole * (1 + random) / 2));
    }
}
