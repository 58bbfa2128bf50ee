package dev.towpath.contracts.agent;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.util.List;

/**
 * Execute one step of the plan that the agent froze. Refused if the ledger's plan has another hash.
 *
 * @param attempt counts from 1; more than 1 after RetryStep
 * @param evidence the conditions of the step's gate with what opened each, one sentence each
 */
public record ExecuteStep(RolloutId rolloutId, String planHash, StepId stepId, int attempt, List<String> evidence)
        implements AgentCommand {
    public ExecuteStep {
        evidence = List.copyOf(evidence);
    }
}
