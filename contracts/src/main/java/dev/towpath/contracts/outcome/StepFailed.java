package dev.towpath.contracts.outcome;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;

/** The step did not succeed, and the agent will not try again by itself. */
public record StepFailed(RolloutId rolloutId, StepId stepId, int attempt, Failure failure) implements Outcome {}
