package dev.towpath.planner.change;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.planner.catalog.AgentRole;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code add_column} on PostgreSQL. Where the engine needs no row for it, the whole column comes in expand. A default that
 * is called row by row comes last: until then a trigger fills new rows, and a backfill the old ones.
 *
 * <p>Promises: the table is never rewritten, and never read under a lock that its users queue behind; versions that don't
 * know the column can write in every state, and go on after it; every step can be taken back, with what was written to
 * the column, until the last one has looked at the result. Only for a request in which {@code AddColumnChecks} find
 * nothing to refuse.
 */
public final class AddColumnPlan implements ChangePlan {
    private final Addition column;
    private final Table table;
    private final List<String> uses;
    private final List<Filling> filling;

    private AddColumnPlan(Addition column, Table table, List<String> uses, List<Filling> filling) {
        this.column = column;
        this.table = table;
        this.uses = uses;
        this.filling = filling;
    }

    /** @param uses columns that a generated column is computed from */
    public static AddColumnPlan atOnce(Addition column, Table table, List<String> uses) {
        return new AddColumnPlan(column, table, uses, List.of());
    }

    /** @param role what the agent may do, as far as it changes the plan */
    public static AddColumnPlan filledRowByRow(Addition column, Table table, AgentRole role, Duration batchDuration) {
        return new AddColumnPlan(column, table, List.of(), List.of(Filling.of(column, table, role, batchDuration)));
    }

    /** Without its default where that is called row by row: added with it, it would rewrite the table. */
    @Override
    public PlannedStage expand() {
        List<String> statements = new ArrayList<>();
        statements.add(column.alter("ADD COLUMN " + column.typed() + (isFilled() ? "" : column.attributes())));
        if (!column.comment().isEmpty()) {
            statements.add("COMMENT ON COLUMN " + column.sqlTable() + "." + Sql.name(column.name()) + " IS "
                    + Sql.string(column.comment()));
        }
        String asAdded = isFilled() ? Probes.plainColumn(column.sqlTable(), column.name(), column.type()) : asPlanned();
        return stage(Stage.EXPAND)
                .change(
                        "add-column",
                        "Add " + column.name(),
                        LockMode.ACCESS_EXCLUSIVE.on(List.of(column.place())),
                        Sql.script(statements),
                        asAdded,
                        new DroppedColumn(column, column.name(), column.type(), asAdded))
                .planned();
    }

    @Override
    public PlannedStage dualWrite() {
        StageSteps steps = stage(Stage.DUAL_WRITE);
        filling.forEach(filling -> filling.install(steps));
        return steps.planned();
    }

    @Override
    public PlannedStage backfill() {
        StageSteps steps = stage(Stage.BACKFILL);
        filling.forEach(filling -> filling.fill(steps));
        return steps.planned();
    }

    /** A value in every row is proven before anybody relies on it, while the trigger still fills what lacks one. */
    @Override
    public PlannedStage cutover() {
        StageSteps steps = stage(Stage.CUTOVER);
        filling.forEach(filling -> filling.prove(steps));
        return steps.planned();
    }

    /** Nothing is dropped that could be missed: the point of no return is the end, a last look at the catalog. */
    @Override
    public PlannedStage contract() {
        StageSteps steps = stage(Stage.CONTRACT);
        filling.forEach(filling -> filling.finish(steps));
        return steps.verify(
                        "confirm",
                        "Look whether " + column.name() + " is there as planned, and nothing of ours beside it",
                        "none",
                        "SELECT 1::bigint, CASE WHEN (" + confirmed() + ")\n  THEN 0 ELSE 1 END::bigint")
                .planned();
    }

    @Override
    public Footprint footprint() {
        List<String> objects = new ArrayList<>();
        List<String> reliesOn = new ArrayList<>();
        objects.add("column " + column.columnPlace());
        uses.forEach(used -> reliesOn.add("column " + column.place() + "." + used));
        filling.forEach(filling -> {
            objects.add("trigger " + column.place() + "."
                    + filling.trigger().names().getFirst());
            filling.fill().keyset().columns().forEach(key -> reliesOn.add("column " + column.place() + "." + key));
        });
        return new Footprint(
                column.place(), objects, reliesOn.stream().distinct().toList());
    }

    @Override
    public List<String> notes() {
        return new AddColumnNotes(column, table, filling).notes();
    }

    private String confirmed() {
        List<String> probes = new ArrayList<>(List.of(asPlanned()));
        filling.forEach(filling -> probes.add(filling.trigger().gone()));
        return Probes.all(probes);
    }

    private String asPlanned() {
        return Probes.columnAsPlanned(
                column.sqlTable(),
                column.name(),
                column.type(),
                !column.nullable(),
                !column.expression().isEmpty(),
                column.generated() ? "v" : "");
    }

    private boolean isFilled() {
        return !filling.isEmpty();
    }

    private StageSteps stage(Stage stage) {
        return new StageSteps(stage, column.bounds());
    }
}
