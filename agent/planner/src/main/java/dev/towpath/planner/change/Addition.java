package dev.towpath.planner.change;

import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.Bounds;
import dev.towpath.planner.naming.ObjectNames;
import dev.towpath.planner.step.ChangedTable;

/**
 * A column that is to come, as the engine understood it. Type and expression are the engine's own text, and mean the same
 * under every search path.
 *
 * @param name literal
 * @param collation empty if it is the type's own
 * @param expression of the default, or that the column is generated from; empty for none
 * @param builtIn whether the expression calls nothing but what the engine brings along
 */
public record Addition(
        String schema,
        String table,
        String name,
        String type,
        String collation,
        boolean nullable,
        boolean generated,
        String expression,
        boolean builtIn,
        String comment,
        ObjectNames names,
        Bounds bounds)
        implements ChangedTable {

    boolean defaulted() {
        return !generated && !expression.isEmpty();
    }

    /** The column for people. */
    String columnPlace() {
        return place() + "." + name;
    }

    /** {@code ALTER TABLE <the table> ALTER COLUMN <the column> <action>}. */
    String alterColumn(String action) {
        return alter("ALTER COLUMN " + Sql.name(name) + " " + action);
    }

    /** Name and type as SQL. */
    String typed() {
        return Sql.name(name) + " " + type + (collation.isEmpty() ? "" : " COLLATE " + collation);
    }

    /** All that comes after name and type: possible only where the engine needn't touch a row for it. */
    String attributes() {
        if (generated) {
            return " GENERATED ALWAYS AS (" + expression + ") VIRTUAL";
        }
        return (expression.isEmpty() ? "" : " DEFAULT " + parenthesized()) + (nullable ? "" : " NOT NULL");
    }

    String parenthesized() {
        return "(" + expression + ")";
    }
}
