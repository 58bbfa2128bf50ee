package dev.towpath.contracts.agent;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;

/**
 * The step is no longer wanted: end its running batch or statement, start nothing new for it, and report how it ended:
 * succeeded if its receipt is there, else StepFailed by rule {@link #WITHDRAWN}. Where it has ended already, the same is said as to {@link ReportStep}.
 */
public record WithdrawStep(RolloutId rolloutId, StepId stepId, int attempt) implements AgentCommand {
    /** Rule of the failure by which a withdrawn step ends: transient, what was done so far stays. */
    public static final String WITHDRAWN = "Withdrawn";
}
