package dev.towpath.contracts.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.StepId;
import java.util.List;

/**
 * A step that takes another one back, with an id of its own. It copes with an {@code undoes} that was done only in part,
 * or not at all: its probe then says that nothing is left to take back.
 *
 * @param undoes the step that it takes back, wholly or together with others
 * @param removes what is there of {@code undoes} until this step has run, each {@code <kind> <name>} as in a footprint;
 *     empty where it gives something back, looks, or where the plan was made before this was told
 */
public record UndoStep(
        StepId undoes,
        Step step,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> removes) {
    public UndoStep {
        removes = List.copyOf(removes);
    }
}
