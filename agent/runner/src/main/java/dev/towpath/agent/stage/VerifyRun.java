package dev.towpath.agent.stage;

import dev.towpath.agent.ledger.Brake;
import dev.towpath.agent.lock.Backoff;
import dev.towpath.agent.lock.LockBound;
import dev.towpath.agent.lock.LockWatch;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.plan.VerifyStep;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A step that reads and changes nothing: rows compared, rows that differ. It leaves no receipt and is never taken as
 * done already: what was so an hour ago is not evidence. Where its probe says that one of the two shapes is gone there is
 * nothing to compare.
 */
final class VerifyRun {
    private static final String NOTHING_TO_COMPARE = "nothing is there to compare with: what was made is gone";

    private final StepContext context;
    private final VerifyStep step;
    private final LockWatch watch;

    private VerifyRun(StepContext context, VerifyStep step, LockWatch watch) {
        this.context = context;
        this.step = step;
        this.watch = watch;
    }

    static Outcome run(StepContext context, VerifyStep step) throws InterruptedException {
        try (LockWatch watch = context.watch()) {
            VerifyRun run = new VerifyRun(context, step, watch);
            return new Reconnection(context).until(run::onSession);
        }
    }

    private Optional<Outcome> onSession(TargetSession session) throws InterruptedException {
        LockBound bound = LockBound.on(session, step.lockTimeout());
        while (!context.control().held() && !Brake.isOn(session)) {
            Optional<Outcome> expired = context.expired();
            Optional<Outcome> end = expired.isPresent() ? expired : attempt(session, bound);
            if (end.isPresent()) {
                return end;
            }
            context.control()
                    .pause(Backoff.after(
                            watch.attempts(), ThreadLocalRandom.current().nextDouble()));
        }
        return Optional.empty();
    }

    /** Nothing if the lock was not had. */
    private Optional<Outcome> attempt(TargetSession session, LockBound bound) throws InterruptedException {
        try {
            if (Probe.holds(session, step.probe())) {
                return Optional.of(context.succeeded(
                        context.receipt(watch.attempts(), watch.longestWait(), 0), true, NOTHING_TO_COMPARE));
            }
            RowSet<Row> begun =
                    watch.attempt(session, bound.next(), open -> open.script(script(bound), step.statementTimeout()));
            watch.had();
            return Optional.of(judged(Scripts.result(begun, 3).iterator().next()));
        } catch (TargetException failure) {
            if (!(failure.error() instanceof TargetError.LockTimedOut)) {
                throw failure;
            }
            watch.lost(bound.next());
            bound.lostTo(watch.blockers());
            return Optional.empty();
        }
    }

    private String script(LockBound bound) {
        return """
                BEGIN READ ONLY;
                SET LOCAL lock_timeout = %d;
                SET LOCAL statement_timeout = %d;
                %s;
                COMMIT""".formatted(bound.next().toMillis(), step.statementTimeout().toMillis(), step.sql());
    }

    private Outcome judged(Row row) {
        long compared = row.getLong(0);
        long differ = row.getLong(1);
        if (differ == 0) {
            return context.succeeded(
                    context.receipt(watch.attempts(), watch.longestWait(), compared), false, "no row differs");
        }
        return context.failed(
                Failure.Kind.REFUSED,
                "RowsDiffer",
                "%d of %d rows differ between the old and the new shape; correct them, then retry"
                        .formatted(differ, compared));
    }
}
