package dev.towpath.orchestrator.eventstore;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Rung within this process after each commit that wrote messages. A hint: whoever waits also looks now and then. */
@Singleton
public final class MessagesWaiting {
    private final Semaphore bell = new Semaphore(0);

    public void ring() {
        bell.release();
    }

    /** Returns when rung, or after {@code patience}: whether it was rung. Rings that came before count once. */
    public boolean await(Duration patience) throws InterruptedException {
        boolean rung = bell.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (rung) {
            bell.drainPermits();
        }
        return rung;
    }
}
