package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.WireRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record that is to be published, exactly as it will be.
 *
 * @param key null for a record without one
 * @param value null for a tombstone; not copied, never to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the codec to the store and from there to Kafka, never compared
public record OutboxMessage(String topic, byte @Nullable [] key, List<Header> headers, byte @Nullable [] value) {
    public OutboxMessage(String topic, byte @Nullable [] key, List<Header> headers, byte @Nullable [] value) {
        this.topic = topic;
        this.key = key;
        this.headers = List.copyOf(headers);
        this.value = value;
    }

    /** The message in binary mode under {@code key}. */
    public static OutboxMessage of(String topic, String key, Envelope<?> message, MessageCodec codec) {
        WireRecord wire = codec.encode(message);
        List<Header> headers = wire.headers().entrySet().stream()
                .map(entry -> Header.of(entry.getKey(), entry.getValue()))
                .toList();
        return new OutboxMessage(topic, key.getBytes(StandardCharsets.UTF_8), headers, wire.value());
    }

    /** One header of a record; a name may occur more than once. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Header(String name, byte @Nullable [] value) {
        public static Header of(String name, String value) {
            return new Header(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
