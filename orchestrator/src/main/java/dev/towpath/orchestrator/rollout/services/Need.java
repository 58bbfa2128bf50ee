package dev.towpath.orchestrator.rollout.services;

import dev.towpath.contracts.Phase;
import java.time.Instant;
import java.util.Optional;

/** What must be so on the side of the services before a rollout may do its next thing. */
public sealed interface Need {
    /** Nothing: nobody loses anything by it. */
    record Nothing() implements Need {}

    /**
     * Whoever knows the change goes by {@code phase}, as the last word of each instance says, be it live or silent.
     * Instances that don't know the change, or never touch the old shape, need not say anything.
     *
     * @param since a word that is older does not count
     */
    record Acknowledged(Phase phase, Instant since) implements Need {}

    /**
     * Nobody needs the old shape: every service was heard at some time, nobody is silent, and every live instance knows
     * the change and goes by {@code phase}, or never touches the old shape.
     */
    record OldShapeUnused(Phase phase) implements Need {}

    /**
     * Nobody needs the new shape: no instance, live or silent, that never touches the old one; and what was told to the
     * others is {@code told}, if they were ever told of the new one.
     */
    record NewShapeUnused(Optional<Acknowledged> told) implements Need {}

    /** Whether anybody is asked at all. */
    default boolean asks() {
        return !(this instanceof Nothing);
    }
}
