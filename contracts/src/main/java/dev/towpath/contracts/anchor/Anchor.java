package dev.towpath.contracts.anchor;

import dev.towpath.contracts.Message;
import java.time.Instant;
import java.util.List;

/**
 * What the log was at one moment: the last event of every stream that has grown since the anchor before. Since an event's
 * hash covers all that came before it in its stream, and an anchor's hash covers the anchor before, one anchor holds the
 * whole log up to {@code through}. What is hashed, and how, {@code codec.AnchorHash} says.
 *
 * @param number counts from 1, over all streams
 * @param through place in the log, {@code <generation>.<transaction>.<number>}, up to which events are covered
 * @param events covered by this anchor and all before it
 * @param streams covered by this anchor and all before it
 * @param previousHash of the anchor before; 64 zeros for the first
 */
public record Anchor(
        long number,
        Instant time,
        String through,
        long events,
        long streams,
        List<Head> heads,
        String previousHash,
        String hash)
        implements Message {
    /** The predecessor's hash of an anchor that has none. */
    public static final String FIRST = "0".repeat(64);

    /** The last event of a stream that the anchor covers. */
    public record Head(String stream, long version, String hash) {}

    public Anchor {
        heads = List.copyOf(heads);
    }

    public AnchorMark mark() {
        return new AnchorMark(number, hash, previousHash);
    }
}
