package dev.towpath.agent.stage;

import dev.towpath.agent.backfill.BatchScripts;
import dev.towpath.agent.backfill.BatchSizer;
import dev.towpath.agent.backfill.Checkpoint;
import dev.towpath.agent.backfill.Cursor;
import dev.towpath.agent.backfill.Tempo;
import dev.towpath.agent.backfill.Window;
import dev.towpath.agent.ledger.Checkpoints;
import dev.towpath.agent.ledger.Receipt;
import dev.towpath.agent.lock.Backoff;
import dev.towpath.agent.lock.LockWatch;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.plan.BackfillStep;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Walks the step's key set in batches, from the checkpoint to the end.
 *
 * <p>Promises: a batch, its checkpoint and the fence check are one transaction, so each row is written once over all
 * runs and none is skipped; pause, brake and a new tempo act between two batches; a batch waits at most the step's lock bound for a
 * row, and comes back half as large when it lost such a wait.
 *
 * <p>Evidence that expires is looked at when a session begins; a walk that began in time goes on to its end.
 *
 * <p>Failure semantics: after a lost connection the walk goes on from the checkpoint as it is read once the lost backend
 * is proven gone. What the database refuses ends the step; the committed batches stay, and a retry goes on after them.
 */
final class BackfillRun {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final StepContext context;
    private final BackfillStep step;
    private final Tempo planned;
    private final LockWatch watch;
    private final BackfillMeter meter;
    private BatchSizer sizer;
    private Checkpoint checkpoint = Checkpoint.NONE;
    private int lostWaits;

    private BackfillRun(StepContext context, BackfillStep step, LockWatch watch, BackfillMeter meter) {
        this.context = context;
        this.step = step;
        this.planned = new Tempo(step.batchDuration(), Duration.ZERO);
        this.watch = watch;
        this.meter = meter;
        this.sizer = BatchSizer.of(tempo().batchDuration());
    }

    static Outcome run(StepContext context, BackfillStep step) throws InterruptedException {
        try (LockWatch watch = context.watch();
                BackfillMeter meter = BackfillMeter.start(context.order(), context.control())) {
            BackfillRun run = new BackfillRun(context, step, watch, meter);
            return new Reconnection(context).until(run::onSession);
        }
    }

    private Optional<Outcome> onSession(TargetSession session) throws InterruptedException {
        Optional<? extends Outcome> recorded = context.recorded(false);
        if (recorded.isPresent()) {
            return Optional.of(recorded.get());
        }
        Optional<Outcome> expired = context.expired();
        if (expired.isPresent()) {
            return expired;
        }
        Batches batches = Batches.on(session, watch, context, new BatchScripts(step));
        meter.estimated(session.row(step.estimate()).map(row -> row.getLong(0)).orElse(0L));
        return walk(batches);
    }

    /** To the end, or until the rollout is held. */
    private Optional<Outcome> walk(Batches batches) throws InterruptedException {
        checkpoint = recall();
        Batches.Ahead ahead = batches.look(checkpoint.cursor(), sizer.rows());
        while (!ahead.upTo().isEmpty()) {
            if (ahead.halted() || context.control().held()) {
                return Optional.empty();
            }
            ahead = batch(batches, new Window(checkpoint.cursor(), ahead.upTo()));
        }
        Receipt receipt = context.receipt(watch.attempts(), watch.longestWait(), checkpoint.rows());
        context.receipts().record(receipt);
        return Optional.of(context.succeeded(receipt, false, checkpoint.batches() + " batches"));
    }

    private Batches.Ahead batch(Batches batches, Window window) throws InterruptedException {
        try {
            Batches.Written written = batches.write(window);
            sizer = sizer.took(written.elapsed()).aimingAt(tempo().batchDuration());
            Batches.Ahead ahead = batches.commit(window, written.rows(), sizer.rows());
            checkpoint = checkpoint.after(window, written.rows());
            meter.committed(checkpoint, written.rows());
            lostWaits = 0;
            yieldAfter(written);
            rest();
            return ahead;
        } catch (TargetException failure) {
            waitAfter(failure);
            sizer = sizer.halved();
            // the commit itself may have been had, and only what came after it lost
            checkpoint = recall();
            return batches.look(checkpoint.cursor(), sizer.rows());
        }
    }

    /** Where others and a batch waited for each other, they get half a batch's time for themselves. */
    private void yieldAfter(Batches.Written written) throws InterruptedException {
        if (!watch.lastWait().isZero()) {
            context.control().pause(written.elapsed().dividedBy(2));
        }
    }

    /** The pause that somebody wants between two batches; looks now and then whether they still want it. */
    private void rest() throws InterruptedException {
        long start = System.nanoTime();
        Duration left = tempo().pause();
        while (left.isPositive() && !context.control().held()) {
            context.control().pause(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
            left = tempo().pause().minusNanos(System.nanoTime() - start);
        }
    }

    private Tempo tempo() {
        return context.control().tempo().orElse(planned);
    }

    private void waitAfter(TargetException failure) throws InterruptedException {
        switch (failure.error()) {
            case TargetError.LockTimedOut late -> watch.lost(step.lockTimeout());
            case TargetError.Contended contended -> watch.lost(watch.lastWait());
            case TargetError.StatementCanceled canceled -> {
                if (sizer.isSmallest()) {
                    throw failure;
                }
            }
            case TargetError.SessionLost lost -> throw failure;
            case TargetError.Fenced fenced -> throw failure;
            case TargetError.Rejected rejected -> throw failure;
        }
        lostWaits++;
        context.control()
                .pause(Backoff.after(lostWaits, ThreadLocalRandom.current().nextDouble()));
    }

    private Checkpoint recall() throws InterruptedException {
        return new Checkpoints(context.ledger())
                .find(context.order().rolloutId(), step.id())
                .map(entry -> new Checkpoint(new Cursor.After(entry.lastKey()), entry.rows(), entry.batches()))
                .orElse(Checkpoint.NONE);
    }
}
