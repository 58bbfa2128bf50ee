package dev.towpath.contracts.letter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it lay in its topic.
 *
 * @param time the record's timestamp
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is, never compared
public record OriginalMessage(
        String topic,
        int partition,
        long offset,
        Instant time,
        byte @Nullable [] key,
        List<LetterHeader> headers,
        byte @Nullable [] value) {
    /** What topic {@code towpath.dead-letters} takes, with room for the reason. */
    private static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final int MOST_KEPT = 1024 * 1024;

    public OriginalMessage(
            String topic,
            int partition,
            long offset,
            Instant time,
            byte @Nullable [] key,
            List<LetterHeader> headers,
            byte @Nullable [] value) {
        this.topic = topic;
        this.partition = partition;
        this.offset = offset;
        this.time = time;
        this.key = key;
        this.headers = List.copyOf(headers);
        this.value = value;
    }

    /**
     * This record as a dead letter: key, headers and bytes as they came, and why in headers of ours behind them. A
     * compressed record can be larger than any topic takes, and whoever sends would wait for ever with such a one: then
     * the beginnings are kept, and header {@code towpath-dead-bytes} says how long the value was.
     */
    public DeadLetter dead(DeadReason reason) {
        boolean fits = bytes(key) + bytes(value) + headerBytes() <= MOST_BYTES;
        List<LetterHeader> all = new ArrayList<>(fits || headerBytes() <= MOST_KEPT ? headers : List.of());
        all.addAll(reason.headers());
        all.add(LetterHeader.of("towpath-dead-topic", topic));
        all.add(LetterHeader.of("towpath-dead-partition", Integer.toString(partition)));
        all.add(LetterHeader.of("towpath-dead-offset", Long.toString(offset)));
        all.add(LetterHeader.of("towpath-dead-timestamp", time.toString()));
        if (fits) {
            return new DeadLetter(key, all, value);
        }
        all.add(LetterHeader.of("towpath-dead-bytes", Long.toString(bytes(value))));
        return new DeadLetter(beginning(key), all, beginning(value));
    }

    private long headerBytes() {
        return headers.stream()
                .mapToLong(header -> header.name().length() * 3L + bytes(header.value()))
                .sum();
    }

    private static long bytes(byte @Nullable [] some) {
        return some == null ? 0 : some.length;
    }

    private static byte @Nullable [] beginning(byte @Nullable [] some) {
        return some == null || some.length <= MOST_KEPT ? some : Arrays.copyOf(some, MOST_KEPT);
    }
}
