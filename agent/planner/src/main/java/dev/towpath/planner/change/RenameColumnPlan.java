package dev.towpath.planner.change;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.planner.carry.Carried;
import dev.towpath.planner.carry.Carrying;
import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.AgentRole;
import dev.towpath.planner.catalog.Column;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import java.time.Duration;
import java.util.List;

/**
 * {@code rename_column} on PostgreSQL: a second column beside the first, kept in step by triggers, until nobody needs
 * the first.
 *
 * <p>Promises: until the hide both names can be read and written; every step but the last can be taken back; when all
 * steps have run the catalog is what it was with one name for another, the order of the columns apart. Only for a
 * request in which {@code RenameColumnChecks} find nothing to refuse.
 */
public final class RenameColumnPlan implements ChangePlan {
    private final ColumnMove move;
    private final Table table;
    private final Column column;
    private final Fill fill;
    private final DualWrite dualWrite;
    private final List<Carried> carried;

    /** @param role what the agent may do, as far as it changes the plan */
    public RenameColumnPlan(ColumnMove move, Table table, AgentRole role, Column column, Duration batchDuration) {
        this.move = move;
        this.table = table;
        this.column = column;
        this.fill = Fill.of(move, table, move.to(), role, batchDuration);
        this.dualWrite = DualWrite.of(move, table);
        this.carried = Carrying.of(move, table, column);
    }

    /** The new column as bare as can be: without a default, because a trigger can't tell a given value from one. */
    @Override
    public PlannedStage expand() {
        String asAdded = Probes.plainColumn(move.sqlTable(), move.to(), column.type());
        return stage(Stage.EXPAND)
                .change(
                        "add-column",
                        "Add " + move.to() + " beside " + move.from(),
                        LockMode.ACCESS_EXCLUSIVE.on(List.of(move.place())),
                        Sql.script(new NewColumn(move, column).statements()),
                        asAdded,
                        new DroppedColumn(move, move.to(), column.type(), asAdded))
                .planned();
    }

    @Override
    public PlannedStage dualWrite() {
        RowTriggers pair = dualWrite.pair();
        return stage(Stage.DUAL_WRITE)
                .change(
                        "install-triggers",
                        "Keep " + move.from() + " and " + move.to() + " in step for every write",
                        LockMode.SHARE_ROW_EXCLUSIVE.on(List.of(move.place())),
                        Sql.script(pair.install()),
                        pair.there(),
                        Undo.change(
                                        "Let " + move.from() + " and " + move.to() + " go their own ways",
                                        LockMode.ACCESS_EXCLUSIVE.on(List.of(move.place())),
                                        pair.takeBack(),
                                        pair.gone())
                                .removing(pair.objects()))
                .planned();
    }

    @Override
    public PlannedStage backfill() {
        StageSteps steps = stage(Stage.BACKFILL);
        fill.analyze(steps);
        fill.addTo(steps, "Fill " + move.to() + " from " + move.from(), Sql.name(move.from()), differs());
        return steps.verify(
                        "verify",
                        "Compare " + move.from() + " and " + move.to() + " in every row",
                        LockMode.ACCESS_SHARE.on(List.of(move.place())),
                        comparison())
                .planned();
    }

    /** What depended on the old column stands for the new one before anybody reads it, under names of ours. */
    @Override
    public PlannedStage cutover() {
        StageSteps steps = stage(Stage.CUTOVER);
        carried.forEach(object -> object.build(steps));
        fill.analyze(steps);
        return steps.verify(
                        "verify",
                        "Compare " + move.from() + " and " + move.to() + " in every row again",
                        LockMode.ACCESS_SHARE.on(List.of(move.place())),
                        comparison())
                .planned();
    }

    /** The hide is one transaction: an old NOT NULL column without its triggers would fail every new writer's insert. */
    @Override
    public PlannedStage contract() {
        Hide hide = new Hide(move, dualWrite, carried, comparison());
        return stage(Stage.CONTRACT)
                .change(
                        "hide",
                        "Hide " + move.from() + ": " + move.to() + " takes over its constraints, defaults and names",
                        LockMode.ACCESS_EXCLUSIVE.on(hide.places()),
                        Sql.script(hide.statements()),
                        hide.probe(),
                        hide)
                .change(
                        GatePoint.DROP,
                        "drop",
                        "Drop what was " + move.from() + ": there is no way back from here",
                        LockMode.ACCESS_EXCLUSIVE.on(List.of(move.place())),
                        Sql.script(hide.drop()),
                        Probes.not(Probes.column(move.sqlTable(), move.hidden())),
                        Undo.NOTHING)
                .planned();
    }

    @Override
    public Footprint footprint() {
        return new RenameFootprint(move, table, dualWrite, carried).footprint();
    }

    @Override
    public List<String> notes() {
        return new RenameNotes(move, table, column, carried, fill.suppressTriggers()).notes();
    }

    private String comparison() {
        return "SELECT count(*), count(*) FILTER (WHERE " + differs() + ") FROM " + move.sqlTable();
    }

    private String differs() {
        return "pg_catalog.record_image_ne(ROW(" + Sql.name(move.from()) + "), ROW(" + Sql.name(move.to()) + "))";
    }

    private StageSteps stage(Stage stage) {
        return new StageSteps(stage, move.bounds());
    }
}
