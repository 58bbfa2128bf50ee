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

    /** Returns when rung, or after {@code patience}; rings that came before count once. */
    public void await(Duration patience) throws InterruptedException {
        if (bell.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }
}
