package dev.towpath.agent.stage;

import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.VerifyStep;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Executes steps on PostgreSQL, under one owner's epoch. Thread-safe: each run opens its own sessions. */
public final class PostgresStepRunner implements StepRunner {
    private static final Logger LOG = Logger.getLogger(PostgresStepRunner.class);

    private final TargetSessions sessions;
    private final Ledger ledger;
    private final Clock clock;

    /** @param clock what the expiry of evidence is judged by */
    public PostgresStepRunner(TargetSessions sessions, Ledger ledger, Clock clock) {
        this.sessions = sessions;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Outcome run(StepOrder order, StepControl control) throws InterruptedException {
        LOG.infof(
                "rollout=%s step=%s fence=%d attempt=%d",
                order.rolloutId(), order.stepId(), ledger.epoch(), order.attempt());
        StepContext context = new StepContext(sessions, ledger, clock, order, control, System.nanoTime());
        try {
            return switch (order.step()) {
                case TransactionStep step -> TransactionRun.run(context, step);
                case ConcurrentStep step -> ConcurrentRun.run(context, step);
                case BackfillStep step -> BackfillRun.run(context, step);
                case VerifyStep step -> VerifyRun.run(context, step);
            };
        } catch (TargetException failure) {
            Failure reported = reported(order, failure);
            LOG.warnf("rollout=%s step=%s refused by rule %s", order.rolloutId(), order.stepId(), reported.rule());
            return context.failed(reported);
        }
    }

    /** What ends a step. A lost fence ends the owner; the passing errors get here only if the ledger was closed. */
    private static Failure reported(StepOrder order, TargetException failure) {
        return switch (failure.error()) {
            case TargetError.Rejected rejected -> Refusal.failure(order.stepId(), rejected);
            case TargetError.StatementCanceled canceled -> Refusal.failure(order.stepId(), canceled);
            case TargetError.Fenced fenced -> throw failure;
            case TargetError.SessionLost lost -> throw failure;
            case TargetError.Contended contended -> throw failure;
            case TargetError.LockTimedOut late -> throw failure;
        };
    }
}
