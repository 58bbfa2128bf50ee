package dev.towpath.contracts.agent;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;

/**
 * Say again what became of an attempt, from the ledger: nobody has heard of its end. Succeeded if the step's receipt is
 * there, else StepFailed by rule {@link #END_UNKNOWN}. Nothing while the attempt is under way: its end will be reported.
 */
public record ReportStep(RolloutId rolloutId, StepId stepId, int attempt) implements AgentCommand {
    /**
     * Rule of the failure of an attempt that has ended and left no receipt: transient where a step without one has changed
     * nothing that a further attempt would mind, in doubt where it may have left something half made.
     */
    public static final String END_UNKNOWN = "EndUnknown";
}
