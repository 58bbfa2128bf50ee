package dev.towpath.planner.lock;

import java.time.Duration;

/**
 * How long statements may wait and run.
 *
 * @param lockWait longest wait of one attempt for a lock that others queue behind
 */
public record Bounds(Duration lockWait) {
    /** For statements that only change the catalog: its wait, and then as good as nothing. */
    private static final Duration CATALOG_CHANGE = Duration.ofSeconds(2);

    /** For statements that read the whole table beside its users. */
    public static final Duration SCAN = Duration.ofHours(6);

    /** For one batch; far above what one aims to take. */
    public static final Duration BATCH = Duration.ofSeconds(30);

    public Duration catalogChange() {
        return lockWait.plus(CATALOG_CHANGE);
    }
}
