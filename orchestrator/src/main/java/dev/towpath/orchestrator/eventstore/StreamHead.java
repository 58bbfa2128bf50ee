package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.event.Recorded;
import java.util.List;

/**
 * What the next event of a stream is chained to.
 *
 * @param version of the last event; 0 if there is none
 * @param hash of the last event; 64 zeros if there is none
 * @param commandsSent agent commands that the stream has caused so far
 * @param traceparent W3C trace context of the last event, or empty
 */
public record StreamHead(String stream, long version, String hash, long commandsSent, String traceparent) {
    /** The head of a stream whose last event was recorded in no trace. */
    public StreamHead(String stream, long version, String hash, long commandsSent) {
        this(stream, version, hash, commandsSent, "");
    }

    /** The head of a stream that was read from its start. */
    public static StreamHead of(String stream, List<StoredEvent> events) {
        return events.isEmpty()
                ? new StreamHead(stream, 0, HashChain.FIRST, 0)
                : of(events.getLast().event());
    }

    /** The head of a stream that ends with {@code last}. */
    public static StreamHead of(NewEvent last) {
        Recorded<?> recorded = last.recorded();
        return new StreamHead(
                recorded.stream(), recorded.version(), recorded.hash(), last.commandsSent(), last.traceparent());
    }
}
