package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.simulation.Machine.Life;
import java.time.Duration;

/** Rests until somebody wakes it, or its patience is over; and then does the one thing that it does. */
final class Nap {
    private final Scheduler scheduler;
    private final Life life;
    private final String what;
    private final Runnable awake;
    private int naps;
    private boolean resting;

    Nap(Scheduler scheduler, Life life, String what, Runnable awake) {
        this.scheduler = scheduler;
        this.life = life;
        this.what = what;
        this.awake = awake;
    }

    void rest(Duration patience) {
        int nap = ++naps;
        resting = true;
        scheduler.after(patience, life, what, () -> {
            if (resting && nap == naps) {
                resting = false;
                awake.run();
            }
        });
    }

    void wake() {
        if (resting) {
            resting = false;
            scheduler.soon(life, what, awake);
        }
    }
}
