package dev.towpath.orchestrator.letters;

import java.time.Instant;
import java.util.List;

/**
 * An item of {@code GET /api/dead-letters}.
 *
 * @param sentAt the original record's timestamp
 * @param complete whether the original is here to the byte; else it was too large, and only its beginning is
 * @param messageId with {@code source}, who sent what, as far as that could be read; else empty
 * @param rolloutId empty if none could be read
 * @param replays who put it back, oldest first
 */
public record LetterDocument(
        long id,
        Instant deadAt,
        String by,
        String rule,
        String detail,
        int attempts,
        String firstError,
        String lastError,
        String topic,
        int partition,
        long offset,
        Instant sentAt,
        boolean complete,
        String source,
        String messageId,
        String type,
        String rolloutId,
        List<Replay> replays) {
    public LetterDocument {
        replays = List.copyOf(replays);
    }

    /** Somebody put it back. */
    public record Replay(Instant time, String actor, String reason) {}
}
