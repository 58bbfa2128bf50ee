package dev.towpath.agent.inbox;

import dev.towpath.agent.ledger.Attempt;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Report;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.StepFailed;

/**
 * Steps that were taken in before, by a ledger that the target has lost since: Kafka knows a later offset than the ledger
 * does. They are not executed again, since what they were asked for under may no longer be so. Each is answered, so that
 * nobody waits for it; whoever has heard of its end already drops the answer.
 */
final class ReadAgain {
    private final Journal journal;

    ReadAgain(Journal journal) {
        this.journal = journal;
    }

    void passOver(InboxEntry entry, ExecuteStep step) throws InterruptedException {
        Failure failure = new Failure(
                Failure.Kind.TRANSIENT,
                ExecuteStep.TARGET_WENT_BACK,
                "the command was taken in before the target went back in time, and is not executed again; find out what"
                        + " was restored, then retry",
                step.stepId().value());
        StepFailed failed = new StepFailed(step.rolloutId(), step.stepId(), step.attempt(), failure);
        journal.conclude(entry, Report.ofEnd(Attempt.at(step), entry, failed));
    }
}
