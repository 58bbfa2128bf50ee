package dev.towpath.agent.stage;

import dev.towpath.agent.ledger.Brake;
import dev.towpath.agent.ledger.Receipt;
import dev.towpath.agent.lock.Backoff;
import dev.towpath.agent.lock.LockBound;
import dev.towpath.agent.lock.LockWatch;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.plan.TransactionStep;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A step whose statements, fence check and receipt are one transaction, sent in one round trip.
 *
 * <p>Promises: no attempt waits longer for a lock than its bound, and there is always one; between two attempts nothing
 * is held. Attempts go on without end while the rollout isn't held and the evidence holds.
 *
 * <p>Evidence that expires is looked at before each attempt, and by the transaction itself at its begin and before its
 * COMMIT: what remains is the COMMIT's own time. A step that may run for more than a minute (it reads a whole table, and
 * takes nothing away) is looked at when it begins, and then let run.
 *
 * <p>Failure semantics: if the answer to the script was lost, receipt and catalog are read once its backend is proven
 * gone: with a receipt it is done, with neither it is tried again; an effect without a receipt is in doubt.
 */
final class TransactionRun {
    private static final Pattern SEPARATOR = Pattern.compile(";\\n");
    private static final int OWN_STATEMENTS = 9;

    /** A bound that is reached this soon may be a stall of the server, not the step's own length: it is tried again. */
    private static final Duration STALL = Duration.ofMinutes(1);

    /** A step with a longer bound reads a whole table. */
    private static final Duration BRIEF = Duration.ofMinutes(1);

    private final StepContext context;
    private final TransactionStep step;
    private final LockWatch watch;
    private boolean answerLost;

    private TransactionRun(StepContext context, TransactionStep step, LockWatch watch) {
        this.context = context;
        this.step = step;
        this.watch = watch;
    }

    static Outcome run(StepContext context, TransactionStep step) throws InterruptedException {
        try (LockWatch watch = context.watch()) {
            TransactionRun run = new TransactionRun(context, step, watch);
            return new Reconnection(context).until(run::onSession);
        }
    }

    private Optional<Outcome> onSession(TargetSession session) throws InterruptedException {
        LockBound bound = LockBound.on(session, step.lockTimeout());
        Expiry expiry = Expiry.on(session, context.clock(), context.order().validUntil());
        while (!context.control().held() && !Brake.isOn(session)) {
            Optional<Outcome> known = known(session);
            Optional<Outcome> end = known.isPresent() ? known : attempt(session, bound, expiry);
            if (end.isPresent()) {
                return end;
            }
            context.control()
                    .pause(Backoff.after(
                            watch.attempts(), ThreadLocalRandom.current().nextDouble()));
        }
        return Optional.empty();
    }

    /** What receipt, catalog and clock say before anything is done. */
    private Optional<Outcome> known(TargetSession session) throws InterruptedException {
        Optional<? extends Outcome> recorded = context.recorded(answerLost);
        if (recorded.isPresent()) {
            return Optional.of(recorded.get());
        }
        boolean applied = Probe.holds(session, step.probe());
        if (applied && answerLost) {
            return Optional.of(context.failed(
                    Failure.Kind.IN_DOUBT,
                    "EffectWithoutReceipt",
                    "The connection was lost at COMMIT: the ledger has no receipt; the catalog shows the effect."));
        }
        answerLost = false;
        return applied ? Optional.of(context.found()) : context.expired();
    }

    private Optional<Outcome> attempt(TargetSession session, LockBound bound, Expiry expiry)
            throws InterruptedException {
        Receipt receipt = context.receipt(watch.attempts() + 1, watch.longestWait(), 0);
        Duration statement = statementBound(bound.next());
        String script = script(receipt, bound.next(), statement, expiry.check());
        long start = System.nanoTime();
        try {
            watch.attempt(session, bound.next(), open -> open.script(script, statement.multipliedBy(statements())));
            watch.had();
            Receipt done = context.receipt(watch.attempts(), watch.longestWait(), 0);
            return Optional.of(context.succeeded(done, false, ""));
        } catch (TargetException failure) {
            return lost(failure, bound, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Nothing if another attempt may help. */
    private Optional<Outcome> lost(TargetException failure, LockBound bound, Duration waited) {
        switch (failure.error()) {
            case TargetError.LockTimedOut late -> {
                bound.lostTo(watch.blockers());
                watch.lost(waited);
                return Optional.empty();
            }
            case TargetError.Contended contended -> {
                return Optional.empty();
            }
            case TargetError.StatementCanceled canceled -> {
                if (context.elapsed().compareTo(STALL) < 0) {
                    return Optional.empty();
                }
            }
            case TargetError.SessionLost gone -> answerLost = true;
            case TargetError.Fenced fenced -> answerLost = false;
            case TargetError.Rejected rejected -> answerLost = false;
        }
        throw failure;
    }

    private String script(Receipt receipt, Duration lockBound, Duration statement, String check) {
        return """
                BEGIN;
                SET LOCAL lock_timeout = %d;
                SET LOCAL statement_timeout = %d;
                SET LOCAL idle_in_transaction_session_timeout = 2000;
                %s;
                %s%s;
                %s;
                %sCOMMIT""".formatted(
                        lockBound.toMillis(),
                        statement.toMillis(),
                        context.ledger().fenceSql(),
                        check,
                        step.sql(),
                        context.receipts().insertSql(receipt),
                        isBrief() ? check : "");
    }

    /** The step's own, and what its wait for a lock may take longer than planned. */
    private Duration statementBound(Duration lockBound) {
        Duration own = step.statementTimeout();
        return own.isZero() ? own : own.plus(lockBound).minus(step.lockTimeout());
    }

    private boolean isBrief() {
        return !step.statementTimeout().isZero() && step.statementTimeout().compareTo(BRIEF) <= 0;
    }

    /** The server bounds each statement; the client bounds all of them together. */
    private long statements() {
        return OWN_STATEMENTS + SEPARATOR.matcher(step.sql()).results().count() + 1;
    }
}
