package dev.towpath.orchestrator.letters;

import java.util.List;

/** The answer to an order to put letters back: which are on their way, and which may not be. */
public record ReplayDocument(List<Long> replayed, List<Refused> refused) {
    public ReplayDocument {
        replayed = List.copyOf(replayed);
        refused = List.copyOf(refused);
    }

    /** Stays where it is, since that rule speaks against it. */
    public record Refused(long id, String rule, String detail) {}
}
