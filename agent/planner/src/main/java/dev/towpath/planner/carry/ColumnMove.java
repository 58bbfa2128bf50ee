package dev.towpath.planner.carry;

import dev.towpath.planner.dialect.Capabilities;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.Bounds;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.naming.ObjectNames;
import dev.towpath.planner.step.ChangedTable;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.Undo;
import java.util.List;

/**
 * A column of one table and the one that succeeds it; all names are literal.
 *
 * @param from the column's name until it is hidden
 * @param to its successor
 */
public record ColumnMove(
        String schema,
        String table,
        String from,
        String to,
        ObjectNames names,
        Capabilities capabilities,
        Bounds bounds)
        implements ChangedTable {

    /** The way back from a constraint that was added under a name of ours. */
    Undo withoutConstraint(String name) {
        return Undo.change(
                        "Drop " + name,
                        LockMode.ACCESS_EXCLUSIVE.on(List.of(place())),
                        List.of(alter("DROP CONSTRAINT IF EXISTS " + Sql.name(name))),
                        Probes.not(Probes.constraint(sqlTable(), name)))
                .removing(List.of("constraint " + place() + "." + name));
    }

    /** A query: is the old column not hidden, because it never was, or is no more? */
    public String notHidden() {
        return Probes.not(Probes.column(sqlTable(), hidden()));
    }

    /** What the old column is called between being hidden and being dropped. */
    public String hidden() {
        return names.of("hidden");
    }
}
