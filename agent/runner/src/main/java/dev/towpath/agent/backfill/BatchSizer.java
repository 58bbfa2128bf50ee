package dev.towpath.agent.backfill;

import java.time.Duration;

/**
 * How many rows the next batch takes, so that a batch lasts about {@code target}. Starts small, because nothing is
 * known of the table; then goes half the way to what the last batch's rate suggests, at most to 2.5 times and at
 * least to 0.625 times its size, so that one slow batch (a checkpoint, a vacuum) doesn't throw it about.
 *
 * @param target time that one batch aims to take
 * @param rows rows of the next batch, {@value #SMALLEST} to {@value #LARGEST}
 */
public record BatchSizer(Duration target, int rows) {
    static final int SMALLEST = 100;
    static final int FIRST = 1_000;
    static final int LARGEST = 50_000;
    private static final double WIDEST_STEP = 4;

    public BatchSizer {
        if (target.isZero() || target.isNegative()) {
            throw new IllegalArgumentException("a batch takes some time");
        }
        if (rows < SMALLEST || rows > LARGEST) {
            throw new IllegalArgumentException("a batch has %d to %d rows".formatted(SMALLEST, LARGEST));
        }
    }

    public static BatchSizer of(Duration target) {
        return new BatchSizer(target, FIRST);
    }

    /** After a batch of {@link #rows} rows that took {@code elapsed}. */
    public BatchSizer took(Duration elapsed) {
        double ratio = (double) target.toNanos() / Math.max(1, elapsed.toNanos());
        double wanted = rows * Math.clamp(ratio, 1 / WIDEST_STEP, WIDEST_STEP);
        return resized(Math.round((rows + wanted) / 2));
    }

    /** For batches of another duration from now on: as many rows as the present rate suggests. */
    public BatchSizer aimingAt(Duration newTarget) {
        if (newTarget.equals(target)) {
            return this;
        }
        double ratio = (double) newTarget.toNanos() / target.toNanos();
        return new BatchSizer(newTarget, Math.clamp(Math.round(rows * ratio), SMALLEST, LARGEST));
    }

    /** After a batch that lost a wait for a row: less is locked, and less is repeated, next time. */
    public BatchSizer halved() {
        return resized(rows / 2);
    }

    /** Whether a smaller batch can't be had. */
    public boolean isSmallest() {
        return rows == SMALLEST;
    }

    private BatchSizer resized(long wanted) {
        return new BatchSizer(target, Math.clamp(wanted, SMALLEST, LARGEST));
    }
}
