package dev.towpath.planner.step;

import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.Bounds;
import dev.towpath.planner.naming.ObjectNames;

/** A table that a plan changes, and what its statements need to name and bound. Names are literal. */
public interface ChangedTable {
    String schema();

    String table();

    ObjectNames names();

    Bounds bounds();

    /** The table as SQL. */
    default String sqlTable() {
        return Sql.name(schema(), table());
    }

    /** The table for people. */
    default String place() {
        return schema() + "." + table();
    }

    /** {@code ALTER TABLE <the table> <action>}. */
    default String alter(String action) {
        return "ALTER TABLE " + sqlTable() + " " + action;
    }

    /** An object in the table's schema, as SQL. */
    default String beside(String literal) {
        return Sql.name(schema(), literal);
    }
}
