package dev.towpath.orchestrator.outbox;

import dev.towpath.contracts.Topics;
import dev.towpath.contracts.letter.DeadLetter;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.contracts.letter.LetterHeader;
import dev.towpath.contracts.letter.OriginalMessage;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it came, to the byte.
 *
 * @param time the record's timestamp
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is, never compared
public record OriginalRecord(
        String topic,
        int partition,
        long offset,
        Instant time,
        byte @Nullable [] key,
        List<Header> headers,
        byte @Nullable [] value) {
    public OriginalRecord(
            String topic,
            int partition,
            long offset,
            Instant time,
            byte @Nullable [] key,
            List<Header> headers,
            byte @Nullable [] value) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.time = time;
        this.key = key;
        this.headers = List.copyOf(headers);
        this.value = value;
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

    /** This record for {@code towpath.dead-letters}. */
    public OutboxMessage asDeadLetter(DeadReason reason) {
        List<LetterHeader> theirs = headers.stream()
                .map(header -> new LetterHeader(header.name(), header.value()))
                .toList();
        DeadLetter letter = new OriginalMessage(topic, partition, offset, time, key, theirs, value).dead(reason);
        List<Header> all = letter.headers().stream()
                .map(header -> new Header(header.name(), header.value()))
                .toList();
        return new OutboxMessage(Topics.DEAD_LETTERS, letter.key(), all, letter.value());
    }

    /** Where this record lay, without what it said: for a letter that the store would not take whole. */
    public OriginalRecord emptied() {
        return new OriginalRecord(topic, partition, offset, time, null, List.of(), null);
    }
}
