package dev.towpath.contracts.revisions;

import dev.towpath.contracts.Revision;
import java.util.List;

/** What keeps a revision out of a graph. */
public sealed interface GraphFault {
    /** {@code path}: each comes before the next, and the last before the first. One alone comes before itself. */
    record Cycle(List<Revision> path) implements GraphFault {
        public Cycle {
            path = List.copyOf(path);
        }
    }

    /** {@code key}: where it is named, {@code down_revision} or {@code depends_on}. */
    record Unknown(String key, Revision named) implements GraphFault {}

    /** {@code holder}: the revision that has the label, or has it as its name. */
    record LabelTaken(String label, Revision holder) implements GraphFault {}

    /** {@code heads}: those that there are without it, of which it follows none. */
    record AnotherHead(Revision added, List<Revision> heads) implements GraphFault {
        public AnotherHead {
            heads = List.copyOf(heads);
        }
    }
}
