package dev.towpath.planner;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.catalog.CatalogSnapshot;

/**
 * Makes the plan of a rollout. The same rollout, file and catalog always give the same plan, to the byte; what the
 * catalog holds and the plan can't carry is refused by name, never left out.
 */
public final class Planner {
    private Planner() {}

    /** Plans {@code spec} for the table of {@code snapshot}; changes nothing and reads nothing else. */
    public static PlanResult plan(RolloutId rollout, RolloutSpec spec, CatalogSnapshot snapshot) {
        return new PlanResult.Refused(new Failure(
                Failure.Kind.REFUSED, "NotSupportedYet", "rollout " + rollout + " can't be planned yet", ""));
    }
}
