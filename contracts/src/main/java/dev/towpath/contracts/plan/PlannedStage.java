package dev.towpath.contracts.plan;

import dev.towpath.contracts.Stage;
import java.util.List;

/** The steps of one stage, in the order in which they run. */
public record PlannedStage(Stage stage, List<Step> steps) {
    public PlannedStage {
        steps = List.copyOf(steps);
    }
}
