package dev.towpath.orchestrator.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last things that happened, for whoever reads a failure. Formatted only then. */
final class Trace {
    private static final int KEPT = 120;

    private record Entry(long micros, Machine machine, Object what) {
        String line() {
            return "%10.6f s  %-15s %s".formatted(micros / 1e6, machine, what);
        }
    }

    private final Deque<Entry> last = new ArrayDeque<>();

    void add(long micros, Machine machine, Object what) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(new Entry(micros, machine, what));
    }

    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder("the last " + last.size() + " steps:\n");
        last.forEach(entry -> lines.append(entry.line()).append('\n'));
        return lines.toString();
    }
}
