package dev.towpath.agent.stage;

import dev.towpath.contracts.outcome.BackfillProgress;
import java.time.Duration;

/** What a running step hears from the agent, and tells it. Thread-safe; one per running step. */
public interface StepControl {
    /** Whether the rollout is paused or the brake {@code towpath.control} is on: nothing new may be started. */
    boolean held();

    /** Returns at once while the rollout may work; otherwise waits until it may again. */
    void awaitRelease() throws InterruptedException;

    /** Waits for {@code duration}, or until the rollout is held if that comes first. */
    void pause(Duration duration) throws InterruptedException;

    /**
     * Who keeps the step from its lock; called when that changes, and with an empty {@code blocker} when the lock was had.
     *
     * @param blocker pid, application, state, since; never a query's text
     * @param attempts lock attempts so far
     */
    void blocked(String blocker, int attempts);

    /** How far a backfill is; may be dropped. */
    void progress(BackfillProgress progress);
}
