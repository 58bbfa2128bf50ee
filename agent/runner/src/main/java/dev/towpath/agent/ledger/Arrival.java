package dev.towpath.agent.ledger;

import java.util.List;

/** What became of a message that arrived. */
public sealed interface Arrival {
    /** It is next in its subject's order, and so may be what was held back behind it: all of these, in order. */
    record Due(List<InboxEntry> entries) implements Arrival {
        public Due {
            entries = List.copyOf(entries);
        }
    }

    /** Seen before, by identity or by sequence; dropped. */
    record SeenBefore() implements Arrival {}

    /** Kept, but not due before {@code expected} has come. */
    record HeldBack(long expected) implements Arrival {}
}
