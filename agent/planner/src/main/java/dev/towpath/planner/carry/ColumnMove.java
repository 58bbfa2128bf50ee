package dev.towpath.planner.carry;

import dev.towpath.planner.dialect.Capabilities;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.Bounds;
import dev.towpath.planner.naming.ObjectNames;

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
        Bounds bounds) {

    /** What the old column is called between being hidden and being dropped. */
    public String hidden() {
        return names.of("hidden");
    }

    /** The table as SQL. */
    public String sqlTable() {
        return Sql.name(schema, table);
    }

    /** The table for people. */
    public String place() {
        return schema + "." + table;
    }

    /** {@code ALTER TABLE <the table> <action>}. */
    public String alter(String action) {
        return "ALTER TABLE " + sqlTable() + " " + action;
    }

    /** An object in the table's schema, as SQL. */
    public String beside(String literal) {
        return Sql.name(schema, literal);
    }
}
