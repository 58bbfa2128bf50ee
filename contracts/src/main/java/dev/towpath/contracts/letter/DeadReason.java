package dev.towpath.contracts.letter;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a message was put aside. Errors are named by their class and SQLSTATE, never by their message, which may quote data.
 *
 * @param by who put it aside: {@code /orchestrator} or {@code /agent/<database>}
 * @param rule the broken rule, such as {@code UnreadableMessage}, or {@link #HANDLER_FAILED}
 * @param detail for people
 * @param attempts how often it was tried
 * @param firstError what the first attempt ended with; empty if nothing failed but the message
 * @param lastError the same of the last attempt
 */
public record DeadReason(String by, String rule, String detail, int attempts, String firstError, String lastError) {
    /** Rule of a message that can be read, and that its handler fails on, every time. */
    public static final String HANDLER_FAILED = "HandlerFailed";

    /** The message itself says that trying again is of no use. */
    public static DeadReason plain(String by, String rule, String detail) {
        return new DeadReason(by, rule, detail, 1, "", "");
    }

    /** Tried so often, and failed each time for a reason that is neither Kafka's nor PostgreSQL's. */
    public static DeadReason handlerFailed(String by, int attempts, String firstError, String lastError) {
        String detail = "it failed " + attempts + " times, at last by " + lastError + "; see the log of " + by;
        return new DeadReason(by, HANDLER_FAILED, detail, attempts, firstError, lastError);
    }

    List<LetterHeader> headers() {
        List<LetterHeader> headers = new ArrayList<>();
        headers.add(LetterHeader.of(DeadLetter.REASON, rule + ": " + detail));
        headers.add(LetterHeader.of("towpath-dead-rule", rule));
        headers.add(LetterHeader.of("towpath-dead-by", by));
        headers.add(LetterHeader.of("towpath-dead-attempts", Integer.toString(attempts)));
        if (!firstError.isEmpty()) {
            headers.add(LetterHeader.of("towpath-dead-first-error", firstError));
            headers.add(LetterHeader.of("towpath-dead-last-error", lastError));
        }
        return headers;
    }
}
