package dev.towpath.bench;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.planner.PlanResult;
import dev.towpath.planner.Planner;
import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.SnapshotQuery;
import java.nio.charset.StandardCharsets;

/** The rename of {@code full_name} to {@code display_name} on one table, as the planner plans it for that table. */
record BenchRollout(RolloutId id, Plan plan) {
    private static final String FILE = """
            revision: %s
            database: bench
            changes:
              - rename_column: {table: %s, from: full_name, to: display_name}
            """;

    static BenchRollout of(BenchTarget target, String table) throws InterruptedException, UnreadableMessage {
        String file = FILE.formatted(table, table);
        var spec = new RolloutFiles().read(file.getBytes(StandardCharsets.UTF_8), RolloutFiles.Format.YAML);
        String snapshot = target.sessions()
                .with(session -> session.row(SnapshotQuery.sql(), "public", table))
                .orElseThrow()
                .getString(0);
        RolloutId id = new RolloutId(spec.database(), spec.revision(), 1);
        return switch (Planner.plan(id, spec, CatalogSnapshot.parse(snapshot))) {
            case PlanResult.Planned planned -> new BenchRollout(id, planned.plan());
            case PlanResult.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    /** Brings the table to where the backfill begins. */
    void upToBackfill(BenchTarget target) throws InterruptedException {
        for (PlannedStage stage : plan.stages()) {
            if (stage.stage().compareTo(Stage.BACKFILL) < 0) {
                for (Step step : stage.steps()) {
                    target.run(this, step);
                }
            }
        }
    }

    BackfillStep backfill() {
        return plan.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(BackfillStep.class::isInstance)
                .map(BackfillStep.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
