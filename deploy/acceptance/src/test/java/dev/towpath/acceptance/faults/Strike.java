package dev.towpath.acceptance.faults;

import dev.towpath.contracts.Stage;
import java.time.Duration;

/**
 * One fault at its moment.
 *
 * @param stage in which it hits, while the agent has a step
 * @param after how long after that step was first seen
 */
public record Strike(Stage stage, Duration after, Fault fault) {
    @Override
    public String toString() {
        return stage.wireName() + ": " + fault + ", " + after.toMillis() + " ms into a step";
    }
}
