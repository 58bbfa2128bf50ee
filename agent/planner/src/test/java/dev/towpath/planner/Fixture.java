package dev.towpath.planner;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.neighbour.Neighbours;
import dev.towpath.planner.trial.ColumnTrial;
import dev.towpath.planner.trial.TrialScript;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rollouts for tests. */
final class Fixture {
    private static final int TRIGGERS_SUPPRESSED_SINCE = 150000;
    static final RolloutId ROLLOUT = RolloutId.parse("shop.20260306_add_display_name");

    private Fixture() {}

    static RolloutSpec rename(String schema, String table, String from, String to) {
        return rename(schema, table, from, to, BackfillSpec.DEFAULT);
    }

    static RolloutSpec rename(String schema, String table, String from, String to, BackfillSpec backfill) {
        return rollout(new RenameColumn(schema, table, from, to), backfill);
    }

    static RolloutSpec rollout(SchemaChange change, BackfillSpec backfill) {
        return new RolloutSpec(
                new Revision("20260306_add_display_name"),
                new DatabaseId("shop"),
                List.of(change),
                Lineage.ROOT,
                "",
                Map.of(),
                backfill,
                Map.of(),
                Duration.ofDays(7),
                Duration.ofMillis(500));
    }

    /** Before 15 nobody but a superuser keeps a table's own triggers from firing. */
    static BackfillSpec backfill(TestTarget target) throws SQLException {
        return new BackfillSpec(BackfillSpec.DEFAULT.batchDuration(), target.version() < TRIGGERS_SUPPRESSED_SINCE);
    }

    static Plan plan(RolloutSpec spec, CatalogSnapshot snapshot) {
        return plan(ROLLOUT, spec, snapshot);
    }

    static Plan plan(RolloutId rollout, RolloutSpec spec, CatalogSnapshot snapshot) {
        return planned(Planner.plan(rollout, spec, snapshot));
    }

    /** Asks the target all that the planner needs to know. */
    static PlanResult ask(RolloutSpec spec, TestTarget target) throws SQLException {
        SchemaChange change = spec.changes().getFirst();
        CatalogSnapshot snapshot = target.snapshot(change.schema(), change.table());
        List<ColumnTrial> tried = new ArrayList<>();
        Optional<String> script = TrialScript.of(ROLLOUT, change);
        if (script.isPresent()) {
            tried.add(ColumnTrial.parse(target.trial(script.get())));
        }
        return Planner.plan(ROLLOUT, spec, snapshot, tried, Neighbours.NONE);
    }

    static Plan planned(PlanResult result) {
        return switch (result) {
            case PlanResult.Planned planned -> planned.plan();
            case PlanResult.Refused refused ->
                throw new AssertionError("refused: " + refused.failure().rule() + " "
                        + refused.failure().detail());
        };
    }

    static Failure refusal(RolloutSpec spec, CatalogSnapshot snapshot) {
        return refused(Planner.plan(ROLLOUT, spec, snapshot));
    }

    static Failure refused(PlanResult result) {
        return switch (result) {
            case PlanResult.Planned planned -> throw new AssertionError("planned, not refused");
            case PlanResult.Refused refused -> refused.failure();
        };
    }
}
