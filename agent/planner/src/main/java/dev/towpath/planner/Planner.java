package dev.towpath.planner;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.change.AddColumnPlan;
import dev.towpath.planner.change.Addition;
import dev.towpath.planner.change.ChangePlan;
import dev.towpath.planner.change.RenameColumnPlan;
import dev.towpath.planner.check.AddColumnChecks;
import dev.towpath.planner.check.AddColumnRequest;
import dev.towpath.planner.check.RenameColumnChecks;
import dev.towpath.planner.check.RenameRequest;
import dev.towpath.planner.dialect.Capabilities;
import dev.towpath.planner.lock.Bounds;
import dev.towpath.planner.naming.ObjectNames;
import dev.towpath.planner.neighbour.Foreseen;
import dev.towpath.planner.neighbour.Neighbours;
import dev.towpath.planner.trial.ColumnTrial;
import java.util.List;

/**
 * Makes the plan of a rollout. The same rollout, file and catalog always give the same plan, to the byte; what the
 * catalog holds and the plan can't carry is refused by name, never left out.
 */
public final class Planner {
    private Planner() {}

    /** Plans a change for which nothing has to be tried. */
    public static PlanResult plan(RolloutId rollout, RolloutSpec spec, CatalogSnapshot snapshot) {
        return plan(rollout, spec, snapshot, List.of(), Neighbours.NONE);
    }

    /**
     * Plans {@code spec} for the table of {@code snapshot}; changes nothing and reads nothing else. A snapshot of another
     * table than the change's is a bug and throws IllegalArgumentException.
     *
     * @param tried the answer to {@code TrialScript}, where it gave a script
     * @param neighbours all other rollouts that are open on the database; the plan shares nothing with any of them
     */
    public static PlanResult plan(
            RolloutId rollout,
            RolloutSpec spec,
            CatalogSnapshot snapshot,
            List<ColumnTrial> tried,
            Neighbours neighbours) {
        if (spec.changes().size() != 1) {
            return new PlanResult.Refused(new Failure(
                    Failure.Kind.REFUSED, "NotSupportedYet", "changes: one rollout makes one change yet", ""));
        }
        SchemaChange change = spec.changes().getFirst();
        if (!snapshot.schema().equals(change.schema()) || !snapshot.table().equals(change.table())) {
            throw new IllegalArgumentException("the snapshot is of another table");
        }
        List<Conflict> foreseen = neighbours.conflicts(Foreseen.of(change, snapshot));
        if (!foreseen.isEmpty()) {
            return PlanResult.Refused.waitingFor(foreseen);
        }
        ObjectNames names = ObjectNames.of(rollout);
        CatalogSnapshot own = neighbours.apart(snapshot);
        return beside(
                neighbours,
                switch (change) {
                    case RenameColumn rename -> rename(new RenameRequest(rename, spec, own, names));
                    case AddColumn add -> add(new AddColumnRequest(add, spec, own, names, tried));
                });
    }

    private static PlanResult beside(Neighbours neighbours, PlanResult result) {
        return switch (result) {
            case PlanResult.Refused refused -> refused;
            case PlanResult.Planned planned -> {
                List<Conflict> conflicts = neighbours.conflicts(planned.plan().footprint());
                yield conflicts.isEmpty() ? planned : PlanResult.Refused.waitingFor(conflicts);
            }
        };
    }

    private static PlanResult rename(RenameRequest request) {
        return RenameColumnChecks.find(request)
                .<PlanResult>map(PlanResult.Refused::new)
                .orElseGet(() -> {
                    ColumnMove move = new ColumnMove(
                            request.change().schema(),
                            request.change().table(),
                            request.change().from(),
                            request.change().to(),
                            request.names(),
                            Capabilities.of(request.snapshot().serverVersion()),
                            new Bounds(request.spec().lockTimeout()));
                    return assemble(new RenameColumnPlan(
                            move,
                            request.table(),
                            request.snapshot().role(),
                            request.column(),
                            request.spec().backfill().batchDuration()));
                });
    }

    private static PlanResult add(AddColumnRequest request) {
        return AddColumnChecks.find(request)
                .<PlanResult>map(PlanResult.Refused::new)
                .orElseGet(() -> {
                    ColumnTrial.Made made = request.made();
                    Addition column = addition(request, made);
                    return assemble(
                            request.filledRowByRow()
                                    ? AddColumnPlan.filledRowByRow(
                                            column,
                                            request.table(),
                                            request.snapshot().role(),
                                            request.spec().backfill().batchDuration())
                                    : AddColumnPlan.atOnce(column, request.table(), made.uses()));
                });
    }

    private static Addition addition(AddColumnRequest request, ColumnTrial.Made made) {
        AddColumn change = request.change();
        return new Addition(
                change.schema(),
                change.table(),
                change.name(),
                made.type(),
                made.collation(),
                change.nullable(),
                change.value() instanceof NewValue.Generated,
                made.expression(),
                made.builtIn(),
                change.comment(),
                request.names(),
                new Bounds(request.spec().lockTimeout()));
    }

    private static PlanResult assemble(ChangePlan change) {
        List<PlannedStage> stages =
                List.of(change.expand(), change.dualWrite(), change.backfill(), change.cutover(), change.contract());
        return new PlanResult.Planned(new Plan(
                PlanHash.of(stages, change.footprint()),
                stages.getLast().steps().getLast().id(),
                stages,
                change.footprint(),
                change.notes()));
    }
}
