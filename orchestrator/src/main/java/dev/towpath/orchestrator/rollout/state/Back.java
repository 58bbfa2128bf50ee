package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Stage;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The way back.
 *
 * @param by who asked for it
 * @param why the reason that they gave
 * @param stages of which nothing is left
 */
public record Back(String by, String why, Instant since, Set<Stage> stages) {
    public Back {
        stages = Set.copyOf(stages);
    }

    /** Who wanted it and why, for people. */
    public String sentence() {
        return "Rolls back, asked for by " + by + ": " + why;
    }

    Back without(Stage stage) {
        Set<Stage> more = new HashSet<>(stages);
        more.add(stage);
        return new Back(by, why, since, more);
    }
}
