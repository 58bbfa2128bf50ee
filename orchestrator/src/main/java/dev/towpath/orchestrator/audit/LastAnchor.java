package dev.towpath.orchestrator.audit;

import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.audit.LogPlace;
import dev.towpath.contracts.codec.AnchorHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the next anchor goes on from. */
record LastAnchor(long number, LogPlace through, long events, long streams, String hash) {
    static final LastAnchor NONE = new LastAnchor(0, LogPlace.START, 0, 0, Anchor.FIRST);

    /** The anchor that covers {@code grown} too, which is the log after this one, in its order, without a gap. */
    Anchor next(List<Grown> grown, Instant now) {
        Map<String, Anchor.Head> heads = new LinkedHashMap<>();
        grown.forEach(event -> heads.put(event.head().stream(), event.head()));
        long begun = grown.stream().filter(event -> event.head().version() == 1).count();
        return AnchorHash.anchor(
                number + 1,
                now,
                grown.getLast().place().toString(),
                events + grown.size(),
                streams + begun,
                List.copyOf(heads.values()),
                hash);
    }
}
