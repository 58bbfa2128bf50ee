package dev.towpath.agent.stage;

import dev.towpath.agent.ledger.Brake;
import dev.towpath.agent.lock.Backoff;
import dev.towpath.agent.target.SessionWork;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gives a step a session, and another whenever one is lost or the step was held, until the step has its answer. A step
 * that was withdrawn gets its answer here, from its receipt, even while the rollout is held.
 *
 * <p>Promises: no work starts for an older owner, while the rollout is held, or while the brake is on; when work starts,
 * the backend of the session before is proven gone, so that receipt, checkpoint and catalog say all that will ever be
 * known of it. A withdrawn step is judged by its receipt only then, too.
 *
 * <p>Failure semantics: an unreachable or overloaded server is waited for without end; every other error is thrown.
 * Confined to one step's thread.
 */
final class Reconnection {
    private static final Logger LOG = Logger.getLogger(Reconnection.class);
    private static final Duration BRAKE_LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_LOSS = Duration.ofMillis(100);

    private final StepContext context;
    private final StepControl control;
    private final CountDownLatch never = new CountDownLatch(1);
    private Optional<Backend> earlier = Optional.empty();
    private int losses;

    Reconnection(StepContext context) {
        this.context = context;
        this.control = context.control();
    }

    /** Runs {@code work} until it gives an answer; it returns none to let go of its session while the step is held. */
    Outcome until(SessionWork<Optional<Outcome>> work) throws InterruptedException {
        while (true) {
            control.awaitRelease();
            try (TargetSession session = context.sessions().open()) {
                session.mark(Mark.of(context.order()));
                Optional<Outcome> answer = start(session, work);
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (TargetException failure) {
                if (!passes(failure.error())) {
                    throw failure;
                }
                LOG.infof(
                        "rollout=%s step=%s session lost: %s",
                        context.order().rolloutId(), context.order().stepId(), failure.getMessage());
                rest();
            }
        }
    }

    private Optional<Outcome> start(TargetSession session, SessionWork<Optional<Outcome>> work)
            throws InterruptedException {
        session.row(context.ledger().fenceSql());
        if (!control.withdrawn() && Brake.isOn(session)) {
            control.pause(BRAKE_LOOK);
            return Optional.empty();
        }
        if (earlier.isPresent() && !earlier.get().end(session)) {
            LOG.warnf(
                    "rollout=%s step=%s waits for the end of its earlier backend pid=%d",
                    context.order().rolloutId(),
                    context.order().stepId(),
                    earlier.get().pid());
            return Optional.empty();
        }
        boolean begun = earlier.isPresent();
        earlier = Optional.of(Backend.of(session));
        losses = 0;
        return control.withdrawn() ? Optional.of(context.withdrawn(begun)) : work.on(session);
    }

    /** A hold ends the rest. A withdrawal does too, but not at once: a server that is away isn't asked without pause. */
    private void rest() throws InterruptedException {
        control.pause(untilNext());
        if (control.withdrawn()) {
            never.await(AFTER_LOSS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A session that was had and lost is replaced soon; a server that gives none is asked less and less often. */
    private Duration untilNext() {
        losses++;
        return losses == 1
                ? AFTER_LOSS
                : Backoff.after(losses - 1, ThreadLocalRandom.current().nextDouble());
    }

    private boolean passes(TargetError error) {
        return switch (error) {
            case TargetError.SessionLost lost -> true;
            case TargetError.Contended contended -> true;
            case TargetError.LockTimedOut late -> true;
            case TargetError.StatementCanceled canceled -> control.withdrawn();
            case TargetError.Fenced fenced -> false;
            case TargetError.Rejected rejected -> false;
        };
    }
}
