package dev.towpath.agent.ledger;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
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
    /**
     * The end of an attempt: one identity for each of both, whoever reports it and how often; in each history, since in
     * another one nobody may have waited for it.
     */
    public static Report ofEnd(Attempt attempt, InboxEntry entry, Outcome end) {
        String kind = end instanceof StepSucceeded ? "step-succeeded" : "step-failed";
        String id = attempt.rolloutId() + "/" + attempt.stepId() + "/" + attempt.number() + "/" + kind;
        return new Report(in(entry, id), attempt.rolloutId().toString(), true, entry.message(), end);
    }

    /** The answer to a request for a plan. A rollout may be planned again: each request has an answer of its own. */
    public static Report ofPlanning(RolloutId rolloutId, InboxEntry entry, Outcome answer) {
        String id = rolloutId + "/plan/" + entry.message().streamVersion();
        return new Report(in(entry, id), rolloutId.toString(), true, entry.message(), answer);
    }

    private static String in(InboxEntry entry, String id) {
        return entry.history() == 0 ? id : id + "/" + entry.history();
    }
}
