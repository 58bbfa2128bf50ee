package dev.towpath.agent.stage;

import dev.towpath.agent.ledger.Brake;
import dev.towpath.agent.ledger.Intent;
import dev.towpath.agent.ledger.Intents;
import dev.towpath.agent.ledger.Receipt;
import dev.towpath.agent.ledger.StatementHash;
import dev.towpath.agent.lock.Backoff;
import dev.towpath.agent.lock.Blocker;
import dev.towpath.agent.lock.LockWatch;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.plan.ConcurrentStep;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A statement that can't run in a transaction: its effect and its receipt are two commits, so the catalog is asked first
 * each time.
 *
 * <pre>
 *            +-- finished ---> receipt, done
 *   look ----+-- being built by somebody else ---> wait, look again
 *            +-- unfinished ---> remove (intent), look again
 *            +-- absent ---> intent, build, look again
 * </pre>
 *
 * <p>A step that takes an object away is run the same way: it is finished once the object is gone, never unfinished, and
 * "absent" is what it does not find yet.
 *
 * <p>Promises: an intent that names our backend is committed before that backend is told to build or to remove, so that
 * a successor ends it first; an unfinished object is removed only if no backend works on it and an intent says it is
 * ours. No lock timeout is set, because a timeout would itself leave an unfinished object: one deadline bounds it all.
 *
 * <p>Failure semantics: whatever the database refuses is removed again before it is reported. Evidence that expires keeps
 * a statement from being begun; it doesn't end one.
 */
final class ConcurrentRun {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final StepContext context;
    private final ConcurrentStep step;
    private final LockWatch watch;
    private final Intents intents;
    private Optional<TargetException> refused = Optional.empty();
    private boolean built;

    private ConcurrentRun(StepContext context, ConcurrentStep step, LockWatch watch) {
        this.context = context;
        this.step = step;
        this.watch = watch;
        this.intents = new Intents(context.ledger());
    }

    static Outcome run(StepContext context, ConcurrentStep step) throws InterruptedException {
        try (LockWatch watch = context.watch()) {
            ConcurrentRun run = new ConcurrentRun(context, step, watch);
            return new Reconnection(context).until(run::onSession);
        }
    }

    private Optional<Outcome> onSession(TargetSession session) throws InterruptedException {
        Optional<? extends Outcome> recorded = context.recorded(false);
        if (recorded.isPresent()) {
            return Optional.of(recorded.get());
        }
        endEarlierBackend(session);
        session.script(
                "SET lock_timeout = 0; SET statement_timeout = "
                        + step.statementTimeout().toMillis(),
                LOOK_EVERY);
        while (!context.control().held() && !Brake.isOn(session)) {
            Optional<Outcome> end = act(session, ConcurrentObject.look(session, step));
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    private Optional<Outcome> act(TargetSession session, ConcurrentObject object) throws InterruptedException {
        switch (object) {
            case ConcurrentObject.Finished() -> {
                watch.had();
                return Optional.of(built ? recorded() : context.found());
            }
            case ConcurrentObject.BeingBuilt(Blocker worker) -> {
                watch.met(worker);
                context.control().pause(LOOK_EVERY);
                return context.expired();
            }
            case ConcurrentObject.Unfinished() -> {
                // what this run itself left behind goes, whatever the time
                Optional<Outcome> expired = built ? Optional.empty() : context.expired();
                return expired.isPresent() ? expired : remove(session);
            }
            case ConcurrentObject.Absent() -> {
                return buildAnew(session);
            }
        }
    }

    private Optional<Outcome> buildAnew(TargetSession session) throws InterruptedException {
        if (refused.isPresent()) {
            throw refused.get();
        }
        Optional<Outcome> expired = context.expired();
        if (expired.isEmpty()) {
            build(session);
        }
        return expired;
    }

    private Outcome recorded() throws InterruptedException {
        Receipt receipt = context.receipt(watch.attempts(), watch.longestWait(), 0);
        context.receipts().record(receipt);
        return context.succeeded(receipt, false, "");
    }

    private void build(TargetSession session) throws InterruptedException {
        mean(session);
        try {
            built = true;
            watch.attempt(session, Duration.ZERO, open -> open.script(step.sql(), step.statementTimeout()));
        } catch (TargetException failure) {
            switch (failure.error()) {
                case TargetError.Contended contended -> waitForNextAttempt();
                case TargetError.LockTimedOut late -> waitForNextAttempt();
                // both leave an unfinished object behind, which goes before they are reported
                case TargetError.Rejected rejected -> refused = Optional.of(failure);
                case TargetError.StatementCanceled canceled -> refused = Optional.of(failure);
                case TargetError.SessionLost lost -> throw failure;
                case TargetError.Fenced fenced -> throw failure;
            }
        }
    }

    private Optional<Outcome> remove(TargetSession session) throws InterruptedException {
        if (intents.find(context.order().rolloutId(), step.id()).isEmpty()) {
            return Optional.of(context.failed(
                    Failure.Kind.REFUSED,
                    "UnfinishedObjectFound",
                    step.object() + " is there, unfinished, and this rollout did not make it; remove it, then retry"));
        }
        mean(session);
        try {
            watch.attempt(session, Duration.ZERO, open -> open.script(step.cleanup(), step.statementTimeout()));
        } catch (TargetException failure) {
            switch (failure.error()) {
                case TargetError.Contended contended -> waitForNextAttempt();
                case TargetError.LockTimedOut late -> waitForNextAttempt();
                // the removal waits for old transactions just as the build did
                case TargetError.StatementCanceled canceled -> waitForNextAttempt();
                case TargetError.Rejected rejected -> {
                    return Optional.of(left(rejected));
                }
                case TargetError.SessionLost lost -> throw failure;
                case TargetError.Fenced fenced -> throw failure;
            }
        }
        return Optional.empty();
    }

    private Outcome left(TargetError error) {
        return context.failed(
                Failure.Kind.BROKEN,
                "UnfinishedObjectLeft",
                "%s is there, unfinished, and could not be removed (SQLSTATE %s); retry, or run %s"
                        .formatted(step.object(), error.sqlState(), step.cleanup()));
    }

    private void mean(TargetSession session) throws InterruptedException {
        intents.record(new Intent(
                context.order().rolloutId(),
                step.id(),
                StatementHash.of(step.sql()),
                step.object(),
                session.pid(),
                session.backendStart()));
    }

    private void endEarlierBackend(TargetSession session) throws InterruptedException {
        Optional<Intent> earlier = intents.find(context.order().rolloutId(), step.id());
        if (earlier.isPresent()) {
            new Backend(earlier.get().pid(), earlier.get().backendStart()).end(session);
        }
    }

    private void waitForNextAttempt() throws InterruptedException {
        context.control()
                .pause(Backoff.after(
                        watch.attempts(), ThreadLocalRandom.current().nextDouble()));
    }
}
