package dev.towpath.agent.ledger;

import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Step;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * How an attempt ended, as the ledger proves it, for whoever has not heard of it: Kafka lost the report. It is said under
 * the identity that the end itself had, so that who did hear it drops it.
 *
 * <p>Nothing is said while the attempt's entry is open: whoever works on it reports its end, in the transaction that ends
 * the entry. The entry is therefore looked at before the receipt.
 */
public final class Ends {
    private static final String OPEN =
            "SELECT headers::text, body FROM towpath.inbox WHERE subject = $1 AND done_at IS NULL";

    private final Wire wire;
    private final Rollouts rollouts;

    public Ends(Wire wire, Rollouts rollouts) {
        this.wire = wire;
        this.rollouts = rollouts;
    }

    /** The answer to {@link ReportStep}. */
    Optional<Outcome> asked(TargetSession session, Attempt attempt) throws InterruptedException {
        if (isUnderWay(session, attempt)) {
            return Optional.empty();
        }
        Optional<Outcome> proven = proven(session, attempt);
        return proven.isPresent() ? proven : Optional.of(unknown(session, attempt));
    }

    /** The answer to {@link WithdrawStep}. */
    Optional<Outcome> withdrawn(TargetSession session, Attempt attempt) throws InterruptedException {
        if (isUnderWay(session, attempt)) {
            return Optional.empty();
        }
        Optional<Outcome> proven = proven(session, attempt);
        return proven.isPresent()
                ? proven
                : Optional.of(failed(
                        attempt,
                        Failure.Kind.TRANSIENT,
                        WithdrawStep.WITHDRAWN,
                        "it had ended without a receipt before it was withdrawn; what it had done stays as it is"));
    }

    private boolean isUnderWay(TargetSession session, Attempt attempt) throws InterruptedException {
        for (Row row : session.query(OPEN, attempt.rolloutId().toString())) {
            if (isAt(row, attempt)) {
                return true;
            }
        }
        return false;
    }

    /** What can't be read any more is not worked on either. */
    private boolean isAt(Row row, Attempt attempt) {
        try {
            return wire.command(row.getString(0), row.getBuffer(1).getBytes()).data() instanceof ExecuteStep step
                    && Attempt.at(step).equals(attempt);
        } catch (UnreadableMessage unreadable) {
            return false;
        }
    }

    private static Optional<Outcome> proven(TargetSession session, Attempt attempt) throws InterruptedException {
        return Receipts.find(session, attempt.rolloutId(), attempt.stepId())
                .map(receipt -> new StepSucceeded(
                        attempt.rolloutId(),
                        attempt.stepId(),
                        attempt.number(),
                        receipt.attempt() != attempt.number(),
                        receipt.lockAttempts(),
                        receipt.lockWait(),
                        receipt.duration(),
                        receipt.rows(),
                        "learned from the receipt in the ledger"));
    }

    private Outcome unknown(TargetSession session, Attempt attempt) throws InterruptedException {
        Optional<Step> step = rollouts.plan(session, attempt.rolloutId()).flatMap(plan -> plan.step(attempt.stepId()));
        boolean leavesHalves = step.isEmpty() || step.get() instanceof ConcurrentStep;
        return failed(
                attempt,
                leavesHalves ? Failure.Kind.IN_DOUBT : Failure.Kind.TRANSIENT,
                ReportStep.END_UNKNOWN,
                "the agent does not work on it, and the ledger has no receipt of it; a further attempt looks before it"
                        + " acts");
    }

    private static StepFailed failed(Attempt attempt, Failure.Kind kind, String rule, String detail) {
        Failure failure = new Failure(kind, rule, detail, attempt.stepId().value());
        return new StepFailed(attempt.rolloutId(), attempt.stepId(), attempt.number(), failure);
    }
}
