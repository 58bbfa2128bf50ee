package dev.towpath.agent.stage;

import dev.towpath.agent.backfill.Checkpoint;
import dev.towpath.agent.backfill.Pace;
import dev.towpath.contracts.outcome.BackfillProgress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells once a second how far a backfill is, from a thread of its own, so that a batch that waits is no silence; and
 * once more at the end.
 */
final class BackfillMeter implements AutoCloseable {
    private record Reading(Checkpoint checkpoint, long batchRows) {}

    private final StepOrder order;
    private final StepControl control;
    private final Pace pace = new Pace(System.nanoTime());
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Reading last = new Reading(Checkpoint.NONE, 0);
    private volatile long estimate;

    private BackfillMeter(StepOrder order, StepControl control) {
        this.order = order;
        this.control = control;
    }

    static BackfillMeter start(StepOrder order, StepControl control) {
        BackfillMeter meter = new BackfillMeter(order, control);
        Thread.ofVirtual().name("progress " + order.stepId()).start(meter::tick);
        return meter;
    }

    void estimated(long rows) {
        estimate = Math.max(0, rows);
    }

    void committed(Checkpoint checkpoint, long rows) {
        pace.committed(System.nanoTime(), rows);
        last = new Reading(checkpoint, rows);
    }

    @Override
    public void close() {
        ended.countDown();
        tell();
    }

    private void tick() {
        try {
            while (!ended.await(1, TimeUnit.SECONDS)) {
                tell();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        Reading reading = last;
        control.progress(new BackfillProgress(
                order.rolloutId(),
                order.stepId(),
                reading.checkpoint().rows(),
                estimate,
                pace.rate(System.nanoTime()),
                reading.batchRows()));
    }
}
