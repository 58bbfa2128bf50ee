package dev.towpath.orchestrator.rollout.state;

import java.time.Instant;

/** Whether somebody keeps the rollout from starting anything new. */
public sealed interface Pause {
    /** Work goes on. */
    record Off() implements Pause {}

    /** Paused; what is reported meanwhile is recorded, and nothing follows from it until the rollout is resumed. */
    record On(String by, Instant since) implements Pause {}
}
