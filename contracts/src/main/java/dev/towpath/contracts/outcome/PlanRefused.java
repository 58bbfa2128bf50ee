package dev.towpath.contracts.outcome;

import dev.towpath.contracts.RolloutId;

/** No plan can be made from what the catalog shows; nothing was changed. */
public record PlanRefused(RolloutId rolloutId, Failure failure) implements Outcome {}
