package dev.towpath.contracts.plan;

import dev.towpath.contracts.StepId;
import java.util.List;
import java.util.Optional;

/**
 * Every step of every stage, rendered for one database and frozen.
 *
 * @param hash lower-case hex SHA-256 over statements, order, bounds, undo and footprint; not over estimates or notes
 * @param pointOfNoReturn the step after which undo is no longer complete
 * @param stages all five, in order; a stage may have no steps
 * @param notes known limits and what a reader should know before approving, one sentence each
 */
public record Plan(
        String hash, StepId pointOfNoReturn, List<PlannedStage> stages, Footprint footprint, List<String> notes) {
    public Plan {
        stages = List.copyOf(stages);
        notes = List.copyOf(notes);
    }

    /** The step of that id, if the plan has it: one of a stage, or one that takes another back. */
    public Optional<Step> step(StepId id) {
        return stages.stream()
                .flatMap(PlannedStage::all)
                .filter(step -> step.id().equals(id))
                .findFirst();
    }
}
