package dev.towpath.planner;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.change.ChangePlan;
import dev.towpath.planner.change.RenameColumnPlan;
import dev.towpath.planner.check.RenameColumnChecks;
import dev.towpath.planner.check.RenameRequest;
import dev.towpath.planner.dialect.Capabilities;
import dev.towpath.planner.lock.Bounds;
import dev.towpath.planner.naming.ObjectNames;
import java.util.List;
import java.util.Optional;

/**
 * Makes the plan of a rollout. The same rollout, file and catalog always give the same plan, to the byte; what the
 * catalog holds and the plan can't carry is refused by name, never left out.
 */
public final class Planner {
    private Planner() {}

    /**
     * Plans {@code spec} for the table of {@code snapshot}; changes nothing and reads nothing else. A snapshot of another
     * table than the change's is a bug and throws IllegalArgumentException.
     */
    public static PlanResult plan(RolloutId rollout, RolloutSpec spec, CatalogSnapshot snapshot) {
        if (spec.changes().size() != 1) {
            return new PlanResult.Refused(new Failure(
                    Failure.Kind.REFUSED, "NotSupportedYet", "changes: one rollout makes one change yet", ""));
        }
        return switch (spec.changes().getFirst()) {
            case RenameColumn rename -> rename(rollout, rename, spec, snapshot);
        };
    }

    private static PlanResult rename(
            RolloutId rollout, RenameColumn change, RolloutSpec spec, CatalogSnapshot snapshot) {
        if (!snapshot.schema().equals(change.schema()) || !snapshot.table().equals(change.table())) {
            throw new IllegalArgumentException("the snapshot is of another table");
        }
        ObjectNames names = ObjectNames.of(rollout);
        RenameRequest request = new RenameRequest(change, spec, snapshot, names);
        Optional<Failure> refused = RenameColumnChecks.find(request);
        if (refused.isPresent()) {
            return new PlanResult.Refused(refused.get());
        }
        ColumnMove move = new ColumnMove(
                change.schema(),
                change.table(),
                change.from(),
                change.to(),
                names,
                Capabilities.of(snapshot.serverVersion()),
                new Bounds(spec.lockTimeout()));
        return new PlanResult.Planned(assemble(new RenameColumnPlan(
                move,
                request.table(),
                snapshot.role(),
                request.column(),
                spec.backfill().batchDuration())));
    }

    private static Plan assemble(ChangePlan change) {
        List<PlannedStage> stages =
                List.of(change.expand(), change.dualWrite(), change.backfill(), change.cutover(), change.contract());
        return new Plan(
                PlanHash.of(stages, change.footprint()),
                stages.getLast().steps().getLast().id(),
                stages,
                change.footprint(),
                change.notes());
    }
}
