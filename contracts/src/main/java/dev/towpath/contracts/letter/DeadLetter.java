package dev.towpath.contracts.letter;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A record of topic {@code towpath.dead-letters}: the original's headers first, then ours, from {@link #REASON} on. */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is, never compared
public record DeadLetter(byte @Nullable [] key, List<LetterHeader> headers, byte @Nullable [] value) {
    /** The first of our headers; for people, {@code rule: detail}. */
    static final String REASON = "towpath-dead-reason";

    public DeadLetter(byte @Nullable [] key, List<LetterHeader> headers, byte @Nullable [] value) {
        this.key = key;
        this.headers = List.copyOf(headers);
        this.value = value;
    }

    /** The headers of the original, to the byte, also where it was a dead letter's copy itself. */
    public List<LetterHeader> originalHeaders() {
        return headers.subList(0, ours());
    }

    /** Whether the original is here as it was; else only its beginning is. */
    public boolean complete() {
        return text("towpath-dead-bytes").isEmpty();
    }

    /** The original, as far as it is here; empty if nobody of ours put this letter aside. */
    public Optional<OriginalMessage> original() {
        try {
            return Optional.of(new OriginalMessage(
                    required("towpath-dead-topic"),
                    Integer.parseInt(required("towpath-dead-partition")),
                    Long.parseLong(required("towpath-dead-offset")),
                    text("towpath-dead-timestamp").map(Instant::parse).orElse(Instant.EPOCH),
                    key,
                    originalHeaders(),
                    value));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** Why it was put aside. What an earlier version of Towpath did not say is empty. */
    public DeadReason reason() {
        String reason = text(REASON).orElse("");
        int colon = reason.indexOf(": ");
        return new DeadReason(
                text("towpath-dead-by").orElse(""),
                text("towpath-dead-rule").orElse(colon < 0 ? "" : reason.substring(0, colon)),
                colon < 0 ? reason : reason.substring(colon + 2),
                text("towpath-dead-attempts")
                        .filter(DeadLetter::isCount)
                        .map(Integer::valueOf)
                        .orElse(1),
                text("towpath-dead-first-error").orElse(""),
                text("towpath-dead-last-error").orElse(""));
    }

    private static boolean isCount(String text) {
        return text.matches("[0-9]{1,9}");
    }

    private String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private Optional<String> text(String name) {
        return headers.subList(ours(), headers.size()).stream()
                .filter(header -> header.name().equals(name))
                .map(LetterHeader::text)
                .findFirst();
    }

    /** Where our headers begin; behind the last one if there are none. */
    private int ours() {
        return IntStream.range(0, headers.size())
                .filter(i -> headers.get(i).name().equals(REASON))
                .reduce((earlier, later) -> later)
                .orElse(headers.size());
    }
}
