package dev.towpath.planner;

import dev.towpath.planner.dialect.Sql;
import java.util.function.IntFunction;

/**
 * A table, one of its columns, and how a client writes it.
 *
 * @param script the fixture
 * @param key a column by which a client finds its row
 * @param others the columns that an insert needs beside, and {@code values} for them
 * @param value the n-th value for the column, as SQL of its type
 */
record LifeCycleCase(
        String script,
        String schema,
        String table,
        String from,
        String to,
        String key,
        String others,
        String values,
        IntFunction<String> value) {
    String sqlTable() {
        return Sql.name(schema, table);
    }

    String insert(String column, String value) {
        return "INSERT INTO " + sqlTable() + " (" + Sql.name(column) + others + ") VALUES (" + value + values
                + ") RETURNING " + Sql.name(key);
    }

    String update(String column, String value, String keyValue) {
        return "UPDATE " + sqlTable() + " SET " + Sql.name(column) + " = " + value + where(keyValue);
    }

    String select(String column, String keyValue) {
        return "SELECT " + Sql.name(column) + "::text FROM " + sqlTable() + where(keyValue);
    }

    private String where(String keyValue) {
        return " WHERE " + Sql.name(key) + " = " + Sql.string(keyValue);
    }

    @Override
    public String toString() {
        return script;
    }
}
