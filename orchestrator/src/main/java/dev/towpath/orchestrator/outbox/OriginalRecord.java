package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** This record for {@code towpath.dead-letters}: key, headers and bytes as they came, and why in headers of ours. */
    public OutboxMessage asDeadLetter(String topic, String reason) {
        List<Header> all = new ArrayList<>(headers);
        all.add(Header.of("towpath-dead-reason", reason));
        all.add(Header.of("towpath-dead-topic", this.topic));
        all.add(Header.of("towpath-dead-partition", Integer.toString(partition)));
        all.add(Header.of("towpath-dead-offset", Long.toString(offset)));
        return new OutboxMessage(topic, key, all, value);
    }
}
