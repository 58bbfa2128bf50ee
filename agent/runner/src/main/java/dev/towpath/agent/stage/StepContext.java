package dev.towpath.agent.stage;

import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.ledger.Receipt;
import dev.towpath.agent.ledger.Receipts;
import dev.towpath.agent.ledger.StatementHash;
import dev.towpath.agent.lock.LockWatch;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What every kind of step needs while it runs.
 *
 * @param started {@link System#nanoTime} when this attempt began
 */
record StepContext(
        TargetSessions sessions, Ledger ledger, Clock clock, StepOrder order, StepControl control, long started) {
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** Looks after the statements of this attempt; the caller closes it. */
    LockWatch watch() {
        return new LockWatch(sessions, control::blocked, control::withdrawn);
    }

    Receipts receipts() {
        return new Receipts(ledger);
    }

    /** The receipt of this attempt, as far as it is known now. */
    Receipt receipt(int lockAttempts, Duration lockWait, long rows) {
        return new Receipt(
                order.rolloutId(),
                order.stepId(),
                order.attempt(),
                StatementHash.of(order.step().sql()),
                lockAttempts,
                lockWait,
                elapsed(),
                rows);
    }

    /**
     * The step's success, if a receipt proves that its effect is committed.
     *
     * @param byUs whether this run may have done it
     */
    Optional<StepSucceeded> recorded(boolean byUs) throws InterruptedException {
        return receipts()
                .find(order.rolloutId(), order.stepId())
                .map(receipt -> succeeded(receipt, !byUs, byUs ? "" : "the ledger has its receipt"));
    }

    /** Records an effect that was found in the catalog without a receipt. */
    StepSucceeded found() throws InterruptedException {
        Receipt receipt = receipt(0, Duration.ZERO, 0);
        receipts().record(receipt);
        return succeeded(receipt, true, "the catalog shows the effect already");
    }

    /**
     * The end of a withdrawn step; to be asked for only once every backend that worked on it is proven gone.
     *
     * @param byUs whether this run may have done it
     */
    Outcome withdrawn(boolean byUs) throws InterruptedException {
        Optional<? extends Outcome> recorded = recorded(byUs);
        return recorded.isPresent()
                ? recorded.get()
                : failed(
                        Failure.Kind.TRANSIENT,
                        WithdrawStep.WITHDRAWN,
                        "withdrawn before it had succeeded; what it had done so far stays as it is");
    }

    /** The step's end, if its evidence is too old now for anything to be begun. */
    Optional<Outcome> expired() {
        return order.validUntil()
                .filter(until -> clock.instant().isAfter(until))
                .map(until -> failed(
                        Failure.Kind.REFUSED,
                        ExecuteStep.EVIDENCE_EXPIRED,
                        "the evidence was valid until " + until + ", and nothing is begun after that"));
    }

    StepSucceeded succeeded(Receipt receipt, boolean alreadyApplied, String detail) {
        return new StepSucceeded(
                order.rolloutId(),
                order.stepId(),
                order.attempt(),
                alreadyApplied,
                receipt.lockAttempts(),
                receipt.lockWait(),
                receipt.duration(),
                receipt.rows(),
                detail);
    }

    StepFailed failed(Failure failure) {
        return new StepFailed(order.rolloutId(), order.stepId(), order.attempt(), failure);
    }

    StepFailed failed(Failure.Kind kind, String rule, String detail) {
        return failed(new Failure(kind, rule, detail, order.stepId().value()));
    }
}
