package dev.towpath.contracts.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.Stage;
import java.util.List;
import java.util.stream.Stream;

/**
 * The steps of one stage, in the order in which they run, and those that take it back, in theirs.
 *
 * @param undo empty if there is nothing to take back; in plans made before there were undo steps, too
 */
public record PlannedStage(
        Stage stage,
        List<Step> steps,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<UndoStep> undo) {
    public PlannedStage {
        steps = List.copyOf(steps);
        undo = List.copyOf(undo);
    }

    /** Every step that an agent may be told to execute: the stage's own, then those that take them back. */
    public Stream<Step> all() {
        return Stream.concat(steps.stream(), undo.stream().map(UndoStep::step));
    }
}
