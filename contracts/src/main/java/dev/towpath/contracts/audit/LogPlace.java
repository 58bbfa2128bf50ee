package dev.towpath.contracts.audit;

import java.util.Comparator;

/** Where an event stands in the order over all streams: see {@code docs/architecture.md}. */
public record LogPlace(int generation, long tx, long position) implements Comparable<LogPlace> {
    /** Before everything. */
    public static final LogPlace START = new LogPlace(0, 0, 0);

    private static final Comparator<LogPlace> ORDER = Comparator.comparingInt(LogPlace::generation)
            .thenComparingLong(LogPlace::tx)
            .thenComparingLong(LogPlace::position);

    @Override
    public int compareTo(LogPlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return generation + "." + tx + "." + position;
    }
}
