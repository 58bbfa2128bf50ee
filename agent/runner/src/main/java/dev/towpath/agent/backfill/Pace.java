package dev.towpath.agent.backfill;

import java.util.ArrayDeque;
import java.util.Deque;

/** Rows per second over the last seconds. The caller brings the time, in nanoseconds of one clock. Thread-safe. */
public final class Pace {
    private static final long SPAN = 5_000_000_000L;

    private record Batch(long at, long rows) {}

    private final Deque<Batch> recent = new ArrayDeque<>();
    private final long start;

    public Pace(long start) {
        this.start = start;
    }

    /** A batch of {@code rows} rows was committed at {@code at}. */
    public synchronized void committed(long at, long rows) {
        recent.addLast(new Batch(at, rows));
        forget(at);
    }

    /** Rows per second over the last five seconds, or since the start where that is less. */
    public synchronized double rate(long at) {
        forget(at);
        long span = Math.min(SPAN, at - start);
        long rows = recent.stream().mapToLong(Batch::rows).sum();
        return span <= 0 ? 0 : rows * 1e9 / span;
    }

    private void forget(long at) {
        while (!recent.isEmpty() && recent.getFirst().at() < at - SPAN) {
            recent.removeFirst();
        }
    }
}
