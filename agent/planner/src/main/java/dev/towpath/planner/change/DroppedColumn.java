package dev.towpath.planner.change;

import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.ChangedTable;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.Undo;
import dev.towpath.planner.step.UndoSteps;
import java.util.List;

/**
 * The way back from a column that was added: drops it, and nothing that others made. One of another type was never ours;
 * one of that type that isn't as it was added, or that something has come to depend on, is left for a person to judge.
 *
 * @param asAdded a query: is the column there as the plan's first step made it?
 */
record DroppedColumn(ChangedTable on, String column, String type, String asAdded) implements Undo {
    @Override
    public void addTo(UndoSteps steps) {
        steps.change(
                        "Drop " + column,
                        LockMode.ACCESS_EXCLUSIVE.on(List.of(on.place())),
                        List.of(
                                "LOCK TABLE " + on.sqlTable() + " IN ACCESS EXCLUSIVE MODE",
                                unchanged(),
                                new NothingLeft(on, column, true).statement(),
                                on.alter("DROP COLUMN " + Sql.name(column))),
                        Probes.not(Probes.typedColumn(on.sqlTable(), column, type)))
                .removing(List.of("column " + on.place() + "." + column));
    }

    private String unchanged() {
        return "DO "
                + Sql.dollarQuoted(on.names().of("unchanged"), """
                BEGIN
                  IF NOT (%s) THEN
                    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
                      MESSAGE = %s || ' is not as it was added';
                  END IF;
                END""".formatted(
                                asAdded, Sql.string("column " + on.place() + "." + column)));
    }
}
