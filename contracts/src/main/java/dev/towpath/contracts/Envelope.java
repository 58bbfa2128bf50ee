package dev.towpath.contracts;

import java.time.Instant;

/**
 * A CloudEvents 1.0 message.
 *
 * @param id identity; receivers drop what they have seen of the same identity
 * @param time when it was made, UTC; the epoch if the sender did not tell
 * @param subject the rollout id, or the database id where no rollout is meant; empty if neither
 * @param streamVersion version of the stream whose event caused it; 0 if none did
 * @param sequence counts from 1 per destination topic and subject; 0 where order is not promised
 * @param traceparent W3C trace context, or empty
 */
public record Envelope<T extends Message>(
        MessageId id, Instant time, String subject, long streamVersion, long sequence, String traceparent, T data) {
    /** The same message known by the kind of its data; {@code known} is that data. */
    public <K extends Message> Envelope<K> carrying(K known) {
        return new Envelope<>(id, time, subject, streamVersion, sequence, traceparent, known);
    }
}
