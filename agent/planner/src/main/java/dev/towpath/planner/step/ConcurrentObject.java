package dev.towpath.planner.step;

import dev.towpath.planner.dialect.Sql;

/**
 * An index that is built beside the table's users.
 *
 * @param deparsed an SQL expression for what {@code pg_get_indexdef} says of it when it is right
 */
public record ConcurrentObject(String schema, String name, String deparsed) {
    String sqlName() {
        return Sql.name(schema, name);
    }

    String cleanup() {
        return "DROP INDEX CONCURRENTLY IF EXISTS " + sqlName();
    }

    String invalid() {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass("
                + Sql.string(sqlName()) + ") AND NOT indisvalid)";
    }

    /** Whether nothing of that name is there. */
    String gone() {
        return "SELECT pg_catalog.to_regclass(" + Sql.string(sqlName()) + ") IS NULL";
    }

    /** Whether it is there and right. */
    public String probe() {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = pg_catalog.to_regclass("
                + Sql.string(sqlName()) + ") AND indisvalid AND pg_catalog.pg_get_indexdef(indexrelid) = " + deparsed
                + ")";
    }
}
