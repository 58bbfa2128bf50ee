package dev.towpath.agent.ledger;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.WithdrawStep;

/** One attempt at a step. What is said of one attempt doesn't hold for the next. */
public record Attempt(RolloutId rolloutId, StepId stepId, int number) {
    public static Attempt at(ExecuteStep command) {
        return new Attempt(command.rolloutId(), command.stepId(), command.attempt());
    }

    public static Attempt at(ReportStep command) {
        return new Attempt(command.rolloutId(), command.stepId(), command.attempt());
    }

    public static Attempt at(WithdrawStep command) {
        return new Attempt(command.rolloutId(), command.stepId(), command.attempt());
    }
}
