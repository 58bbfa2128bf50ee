package dev.towpath.agent.ledger;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepSucceeded;

/**
 * An outcome that is to be told.
 *
 * @param id identity on the wire, the same whenever the same thing is reported
 * @param subject the rollout, or the database
 * @param ordered whether it takes a number in its subject's sequence
 * @param cause the command that it answers
 */
public record Report(String id, String subject, boolean ordered, Envelope<?> cause, Outcome outcome) {
    /** The end of an attempt: one identity for each of both, whoever reports it and how often. */
    public static Report ofEnd(Attempt attempt, Envelope<?> cause, Outcome end) {
        String kind = end instanceof StepSucceeded ? "step-succeeded" : "step-failed";
        String id = attempt.rolloutId() + "/" + attempt.stepId() + "/" + attempt.number() + "/" + kind;
        return new Report(id, attempt.rolloutId().toString(), true, cause, end);
    }
}
