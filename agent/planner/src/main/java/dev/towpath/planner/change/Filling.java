package dev.towpath.planner.change;

import dev.towpath.planner.carry.NotNullCheck;
import dev.towpath.planner.catalog.AgentRole;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.naming.TriggerNames;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import dev.towpath.planner.step.UndoSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A default that is called for every row: by a trigger for the rows that are written, in batches for those that are there,
 * by the engine once that is done.
 *
 * <p>The trigger can't tell a NULL that was given from none at all, so until the default is set an insert that gives NULL
 * gets a value. Where NULL is forbidden an update that sets it gets one, too, so that nothing comes between the backfill
 * and the proof. Whoever writes calls the default with privileges of their own, as a default always is.
 */
record Filling(Addition column, Fill fill, RowTriggers trigger) {
    private static final String WHAT = "fill";

    static Filling of(Addition column, Table table, AgentRole role, Duration batchDuration) {
        String value = "NEW." + Sql.name(column.name());
        String name = TriggerNames.first(column.names().of(WHAT), FiringTriggers.beforeRow(table))
                .orElseThrow();
        RowTriggers trigger = new RowTriggers(
                column,
                WHAT,
                List.of(name),
                column.nullable() ? "INSERT" : "INSERT OR UPDATE",
                missing(value),
                column.builtIn() ? " SET search_path = pg_catalog" : "",
                "BEGIN\n  " + value + " := " + column.expression() + ";\n  RETURN NEW;\nEND");
        return new Filling(column, Fill.of(column, table, column.name(), role, batchDuration), trigger);
    }

    /** IS DISTINCT FROM NULL is the plain null test, for composite types too. */
    private static String missing(String value) {
        return value + " IS NOT DISTINCT FROM NULL";
    }

    void install(StageSteps steps) {
        steps.change(
                "install-trigger",
                "Fill " + column.name() + " in every row that is written without it",
                LockMode.SHARE_ROW_EXCLUSIVE.on(List.of(column.place())),
                Sql.script(trigger.install()),
                trigger.there(),
                Undo.change("Fill it no more", lock(), trigger.takeBack(), trigger.gone())
                        .removing(trigger.objects()));
    }

    void fill(StageSteps steps) {
        fill.analyze(steps);
        fill.addTo(steps, "Fill " + column.name(), column.parenthesized(), missing(Sql.name(column.name())));
        if (!column.nullable()) {
            steps.verify(
                    "verify",
                    "Look for rows that lack " + column.name(),
                    LockMode.ACCESS_SHARE.on(List.of(column.place())),
                    "SELECT count(*), count(*) FILTER (WHERE " + missing(Sql.name(column.name())) + ") FROM "
                            + column.sqlTable());
        }
    }

    void prove(StageSteps steps) {
        if (!column.nullable()) {
            required().build(steps);
        }
        fill.analyze(steps);
    }

    /** The engine takes over in one transaction, so that no row is written without a value. */
    void finish(StageSteps steps) {
        List<String> statements = new ArrayList<>();
        statements.add("LOCK TABLE " + column.sqlTable() + " IN ACCESS EXCLUSIVE MODE");
        statements.add(column.alterColumn("SET DEFAULT " + column.parenthesized()));
        if (!column.nullable()) {
            statements.addAll(required().become());
        }
        statements.addAll(trigger.remove());
        steps.change(
                "set-default",
                "Let the engine fill " + column.name() + (column.nullable() ? "" : ", and demand it,") + " from now on",
                lock(),
                Sql.script(statements),
                trigger.gone(),
                this::giveBack);
    }

    private void giveBack(UndoSteps steps) {
        List<String> statements = new ArrayList<>();
        statements.add("LOCK TABLE " + column.sqlTable() + " IN ACCESS EXCLUSIVE MODE");
        statements.addAll(trigger.install());
        if (!column.nullable()) {
            statements.add(required().drop());
            statements.add(required().add());
            statements.add(column.alterColumn("DROP NOT NULL"));
        }
        statements.add(column.alterColumn("DROP DEFAULT"));
        steps.change("Let the trigger fill " + column.name() + " again", lock(), statements, triggerOrNoColumn())
                .removing(List.of("default of column " + column.place() + "." + column.name()));
        if (!column.nullable()) {
            required().validateAgain("validate-not-null").addTo(steps);
        }
    }

    /** On a database that was put back to before the rollout there is no column to give anything back to. */
    private String triggerOrNoColumn() {
        return Probes.any(List.of(trigger.there(), Probes.not(Probes.column(column.sqlTable(), column.name()))));
    }

    boolean suppressesTriggers() {
        return fill.suppressTriggers();
    }

    private NotNullCheck required() {
        return new NotNullCheck(column, column.names().of("nn"), column.name());
    }

    private String lock() {
        return LockMode.ACCESS_EXCLUSIVE.on(List.of(column.place()));
    }
}
