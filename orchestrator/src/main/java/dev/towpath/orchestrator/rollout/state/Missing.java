package dev.towpath.orchestrator.rollout.state;

import java.time.Instant;
import java.util.List;

/**
 * What was last recorded as missing on the side of the services.
 *
 * @param sentences empty if nothing is
 * @param since when the first of them was missing without a break
 */
public record Missing(List<String> sentences, Instant since) {
    public Missing {
        sentences = List.copyOf(sentences);
    }

    static Missing nothing(Instant time) {
        return new Missing(List.of(), time);
    }

    Missing now(List<String> newSentences, Instant time) {
        return new Missing(newSentences, sentences.isEmpty() ? time : since);
    }

    public boolean isNothing() {
        return sentences.isEmpty();
    }
}
