package dev.towpath.planner.change;

import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.PlannedStage;
import java.util.List;

/** One schema change through the five stages. Each is computed from the catalog as it is before the first one. */
public sealed interface ChangePlan permits AddColumnPlan, RenameColumnPlan {
    PlannedStage expand();

    PlannedStage dualWrite();

    PlannedStage backfill();

    PlannedStage cutover();

    /** Ends with the point of no return. */
    PlannedStage contract();

    Footprint footprint();

    /** Known limits, one sentence each. */
    List<String> notes();
}
