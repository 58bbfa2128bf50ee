package dev.towpath.contracts.revisions;

import dev.towpath.contracts.Revision;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Goes from revision to revision, to each once; without recursion, since histories are long. */
final class Walk {
    private Walk() {}

    /** Tells {@code found} of whatever can be reached; of where it began only if a way leads back there. */
    static void over(
            Set<Revision> from, Function<Revision, ? extends Collection<Revision>> next, Consumer<Revision> found) {
        Deque<Revision> ahead = new ArrayDeque<>(from);
        Set<Revision> seen = new HashSet<>();
        while (!ahead.isEmpty()) {
            for (Revision reached : next.apply(ahead.remove())) {
                if (seen.add(reached)) {
                    found.accept(reached);
                    ahead.add(reached);
                }
            }
        }
    }
}
