package dev.towpath.agent.stage;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.contracts.outcome.BackfillProgress;
import java.time.Duration;
import java.util.Optional;

/** What a running step hears from the agent, and tells it. Thread-safe; one per running step. */
public interface StepControl {
    /**
     * Whether the rollout is paused, the brake {@code towpath.control} is on, or the step withdrawn: nothing new may be
     * started.
     */
    boolean held();

    /** Whether nobody wants the step any more: what runs for it is to be ended. Once true, always true. */
    boolean withdrawn();

    /** Returns at once while the step may work or is withdrawn; otherwise waits until one of the two is so. */
    void awaitRelease() throws InterruptedException;

    /** Waits for {@code duration}, or until the step is held if that comes first. */
    void pause(Duration duration) throws InterruptedException;

    /** How somebody wants a backfill to go about it; empty if the plan's own way holds. Read before every batch. */
    Optional<Tempo> tempo();

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
