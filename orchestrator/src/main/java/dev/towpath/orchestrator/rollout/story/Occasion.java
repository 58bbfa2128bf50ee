package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.event.Recorded;
import java.time.Duration;
import java.time.Instant;

/** Who caused what is told, why, and when. */
record Occasion(Recorded<?> recorded) {
    /** That whoever acted does {@code deed}, and why, if they said so. */
    String does(String deed) {
        String reason = recorded.reason().strip();
        return recorded.actor() + " " + deed + (reason.isEmpty() ? "." : ": \"" + reason + "\".");
    }

    Instant time() {
        return recorded.time();
    }

    /** How long it took that began at {@code start}. */
    String took(Instant start) {
        return Spoken.of(Duration.between(start, time()));
    }
}
