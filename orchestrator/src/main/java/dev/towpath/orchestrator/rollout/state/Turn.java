package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.Slot;

/** Whether a rollout has something to do on its database now, as its budget counts it. */
public sealed interface Turn {
    /** Nothing. */
    record Idle() implements Turn {}

    /** A step is with the agent. */
    record At(Slot slot) implements Turn {}

    /** A step waits for a slot. */
    record Awaiting(Slot slot) implements Turn {}
}
