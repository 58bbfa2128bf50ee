package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Kafka record as it came, to the byte. */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is, never compared
public record OriginalRecord(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        List<Header> headers,
        byte @Nullable [] value) {
    /** What the topic takes with the reason added; see {@code TopicAdmin.MESSAGE_BYTES}. */
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final int MOST_KEPT = 1024 * 1024;

    public OriginalRecord {
        headers = List.copyOf(headers);
    }

    /** Where reading goes on after this record. */
    public ConsumedPosition next() {
        return new ConsumedPosition(topic, partition, offset + 1);
    }

    /** The headers as text; the last of those with the same name, as Kafka's own readers do. */
    public Map<String, String> headerTexts() {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            byte[] value = header.value();
            if (value != null) {
                texts.put(header.name(), new String(value, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /**
     * This record for {@code towpath.dead-letters}: key, headers and bytes as they came, and why in headers of ours. A
     * compressed record can be larger than any topic takes, and the relay would wait for ever with such a one: then the
     * value's beginning is kept, and header {@code towpath-dead-bytes} says how long it was.
     */
    public OutboxMessage asDeadLetter(String topic, String reason) {
        boolean fits = bytes(key) + bytes(value) + headerBytes() <= MOST_BYTES;
        List<Header> all = new ArrayList<>(fits || headerBytes() <= MOST_KEPT ? headers : List.of());
        all.add(Header.of("towpath-dead-reason", reason));
        all.add(Header.of("towpath-dead-topic", this.topic));
        all.add(Header.of("towpath-dead-partition", Integer.toString(partition)));
        all.add(Header.of("towpath-dead-offset", Long.toString(offset)));
        if (fits) {
            return new OutboxMessage(topic, key, all, value);
        }
        all.add(Header.of("towpath-dead-bytes", Integer.toString(bytes(value))));
        return new OutboxMessage(topic, beginning(key), all, beginning(value));
    }

    private long headerBytes() {
        return headers.stream()
                .mapToLong(header -> header.name().length() * 3L + bytes(header.value()))
                .sum();
    }

    private static int bytes(byte @Nullable [] some) {
        return some == null ? 0 : some.length;
    }

    private static byte @Nullable [] beginning(byte @Nullable [] some) {
        return some == null || some.length <= MOST_KEPT ? some : Arrays.copyOf(some, MOST_KEPT);
    }
}
