package dev.towpath.contracts.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Execute one step of the plan that the agent froze, be it a stage's or one that takes another back. Refused if the
 * ledger's plan has another hash.
 *
 * @param attempt counts from 1; more than 1 after RetryStep or after the evidence had expired
 * @param evidence the conditions of the step's gate with what opened each, one sentence each
 * @param validUntil until when the evidence holds; for ever if it is empty. No attempt is begun after it: the step is
 *     then StepFailed, refused by rule {@link #EVIDENCE_EXPIRED}, with nothing changed
 * @param after steps of the rollout whose receipts the target must have. If one is missing the target went back in time:
 *     the step is then StepFailed, refused by rule {@link #TARGET_WENT_BACK}, with nothing changed
 */
public record ExecuteStep(
        RolloutId rolloutId,
        String planHash,
        StepId stepId,
        int attempt,
        List<String> evidence,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> validUntil,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<StepId> after)
        implements AgentCommand {
    /** Rule of the failure by which a step ends whose evidence is too old. */
    public static final String EVIDENCE_EXPIRED = "EvidenceExpired";

    /** Rule of the failure by which a step ends that is not begun on a target that went back in time. */
    public static final String TARGET_WENT_BACK = "TargetWentBack";

    public ExecuteStep {
        evidence = List.copyOf(evidence);
        after = List.copyOf(after);
    }

    /** For a rollout of which nothing has to be there. */
    public ExecuteStep(
            RolloutId rolloutId,
            String planHash,
            StepId stepId,
            int attempt,
            List<String> evidence,
            Optional<Instant> validUntil) {
        this(rolloutId, planHash, stepId, attempt, evidence, validUntil, List.of());
    }
}
