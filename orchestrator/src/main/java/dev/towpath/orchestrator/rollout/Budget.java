package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.Slot;

/**
 * How much may be with the agent of one database at once, over all its rollouts.
 *
 * @param steps that are no backfills; at least one
 * @param backfills at least one
 */
public record Budget(int steps, int backfills) {
    /** What nobody set otherwise. */
    public static final Budget DEFAULT = new Budget(4, 1);

    public Budget {
        if (steps < 1 || backfills < 1) {
            throw new IllegalArgumentException(
                    "a budget of " + steps + " steps and " + backfills + " backfills lets nothing ever begin");
        }
    }

    int of(Slot slot) {
        return switch (slot) {
            case STEP -> steps;
            case BACKFILL -> backfills;
        };
    }
}
