package dev.towpath.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.acceptance.faults.Strike;
import java.time.Instant;
import java.util.List;

/**
 * A fault that was done, with what was seen the moment before.
 *
 * @param at when the process had been hit
 * @param over when it was left alone again
 */
record Hit(Strike strike, Witness before, Instant at, Instant over) {
    /** Whether the history says that the step which was seen was under way when the fault hit. */
    boolean wasInTheMiddle(List<JsonNode> history) {
        return history.stream()
                .filter(event -> event.path("data").path("step_id").asText().equals(before.step()))
                .filter(event -> event.path("type").asText().contains("step-completed"))
                .anyMatch(event -> event.path("version").asLong() > before.version()
                        && Instant.parse(event.path("time").asText()).isAfter(at));
    }

    @Override
    public String toString() {
        return "%s | %s | after version %d, epoch %d, batch %d%s | %s"
                .formatted(
                        strike,
                        before.step(),
                        before.version(),
                        before.epoch(),
                        before.batches(),
                        before.statement() ? ", in a statement" : "",
                        at);
    }
}
