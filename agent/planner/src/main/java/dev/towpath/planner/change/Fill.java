package dev.towpath.planner.change;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.planner.catalog.AgentRole;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.catalog.Trigger;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.Bounds;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.ChangedTable;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import java.time.Duration;
import java.util.List;

/**
 * A column filled in batches along the table's key, with the statistics that batches and readers need.
 *
 * @param suppressTriggers whether the table's own triggers are kept from firing for the rows that are filled
 */
record Fill(ChangedTable on, Keyset keyset, String column, Duration batchDuration, boolean suppressTriggers) {
    static Fill of(ChangedTable on, Table table, String column, AgentRole role, Duration batchDuration) {
        return new Fill(on, Keyset.of(table).orElseThrow(), column, batchDuration, suppresses(table, role));
    }

    private static boolean suppresses(Table table, AgentRole role) {
        return role.maySuppressTriggers() && FiringTriggers.of(table).stream().anyMatch(Trigger::isSuppressible);
    }

    /**
     * Batches write the column directly, so that triggers of ours have nothing to do for them.
     *
     * @param value what the column gets, as SQL over the row
     * @param missing whether a row still lacks it, as SQL over the row
     */
    void addTo(StageSteps steps, String title, String value, String missing) {
        steps.add(new BackfillStep(
                steps.next("fill"),
                GatePoint.BACKFILL,
                title + " in batches along " + String.join(", ", keyset.columns()),
                "UPDATE " + on.sqlTable() + " SET " + Sql.name(column) + " = " + value + "\nWHERE " + keyset.between()
                        + "\n  AND " + missing,
                LockMode.ROW_EXCLUSIVE.on(List.of(on.place())),
                on.bounds().lockWait(),
                Bounds.BATCH,
                "",
                Probes.NEVER,
                keyset.columns(),
                keyset.boundary(on.sqlTable()),
                "SELECT greatest(reltuples, 0)::bigint FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass("
                        + Sql.string(on.sqlTable()) + ")",
                batchDuration,
                suppressTriggers));
    }

    void analyze(StageSteps steps) {
        steps.scan(
                "analyze",
                "Analyze the table, so that its statistics know what is there now",
                LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(on.place())),
                "ANALYZE " + on.sqlTable(),
                Probes.NEVER);
    }
}
