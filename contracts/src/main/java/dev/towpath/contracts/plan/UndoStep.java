package dev.towpath.contracts.plan;

import dev.towpath.contracts.StepId;

/**
 * A step that takes another one back, with an id of its own. It copes with an {@code undoes} that was done only in part,
 * or not at all: its probe then says that nothing is left to take back.
 *
 * @param undoes the step that it takes back, wholly or together with others
 */
public record UndoStep(StepId undoes, Step step) {}
