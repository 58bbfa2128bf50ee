package dev.towpath.planner.step;

import dev.towpath.planner.dialect.Sql;
import java.util.Collection;
import java.util.stream.Collectors;

/** Catalog queries of one row and one boolean. Names are compared as values, so that no quoting can mislead them. */
public final class Probes {
    /** Of a step that is always run again: it changes nothing, or the same again. */
    public static final String NEVER = "SELECT false";

    private Probes() {}

    /** All of {@code probes} hold; each is one of this class's. */
    public static String all(Collection<String> probes) {
        return joined(probes, "AND");
    }

    /** At least one of {@code probes} holds. */
    public static String any(Collection<String> probes) {
        return joined(probes, "OR");
    }

    private static String joined(Collection<String> probes, String operator) {
        return probes.stream()
                .map(probe -> "(" + probe + ")")
                .collect(Collectors.joining("\n  " + operator + " ", "SELECT ", ""));
    }

    /** A table has a column of that name. */
    public static String column(String sqlTable, String column) {
        return exists("pg_catalog.pg_attribute", "attrelid", sqlTable) + " AND attname = " + Sql.string(column)
                + " AND NOT attisdropped)";
    }

    /** A table has a column of that name and type. */
    public static String typedColumn(String sqlTable, String column, String type) {
        return exists("pg_catalog.pg_attribute", "attrelid", sqlTable) + " AND attname = " + Sql.string(column)
                + " AND NOT attisdropped AND pg_catalog.format_type(atttypid, atttypmod) = " + Sql.string(type) + ")";
    }

    /** A table has a column of that name, type and collation that takes NULL and has no default. */
    public static String plainColumn(String sqlTable, String column, String type) {
        return exists("pg_catalog.pg_attribute", "attrelid", sqlTable)
                + " AND attname = " + Sql.string(column) + " AND NOT attisdropped AND NOT attnotnull AND NOT atthasdef"
                + " AND pg_catalog.format_type(atttypid, atttypmod) = " + Sql.string(type) + ")";
    }

    /**
     * A table has a column of that name, type and kind.
     *
     * @param generated {@code pg_attribute.attgenerated}
     */
    public static String columnAsPlanned(
            String sqlTable, String column, String type, boolean notNull, boolean expression, String generated) {
        return exists("pg_catalog.pg_attribute", "attrelid", sqlTable)
                + " AND attname = " + Sql.string(column) + " AND NOT attisdropped AND attnotnull = " + notNull
                + " AND atthasdef = " + expression + " AND attgenerated = " + Sql.string(generated)
                + " AND pg_catalog.format_type(atttypid, atttypmod) = " + Sql.string(type) + ")";
    }

    /** A table has a constraint of that name. */
    public static String constraint(String sqlTable, String constraint) {
        return exists("pg_catalog.pg_constraint", "conrelid", sqlTable) + " AND conname = " + Sql.string(constraint)
                + ")";
    }

    /** A table has a validated constraint of that name. */
    public static String validConstraint(String sqlTable, String constraint) {
        return exists("pg_catalog.pg_constraint", "conrelid", sqlTable) + " AND conname = " + Sql.string(constraint)
                + " AND convalidated)";
    }

    /** A table has a trigger of that name that always fires. */
    public static String trigger(String sqlTable, String trigger) {
        return exists("pg_catalog.pg_trigger", "tgrelid", sqlTable) + " AND tgname = " + Sql.string(trigger)
                + " AND tgenabled = 'A')";
    }

    /** A table has none of these triggers, enabled or not, and their function is gone; its name is literal. */
    public static String noTrigger(String sqlTable, Collection<String> triggers, String schema, String function) {
        return "SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass("
                + Sql.string(sqlTable) + ") AND tgname IN ("
                + triggers.stream().map(Sql::string).collect(Collectors.joining(", ")) + "))"
                + "\n  AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n"
                + " ON n.oid = p.pronamespace WHERE n.nspname = " + Sql.string(schema) + " AND p.proname = "
                + Sql.string(function) + ")";
    }

    /** A statistics object exists; {@code schema} and {@code name} are literal. */
    public static String statistics(String schema, String name) {
        return "SELECT EXISTS (SELECT FROM pg_catalog.pg_statistic_ext s"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace WHERE n.nspname = " + Sql.string(schema)
                + " AND s.stxname = " + Sql.string(name) + ")";
    }

    /** The other way round. */
    public static String not(String probe) {
        return "SELECT NOT (" + probe + ")";
    }

    private static String exists(String catalog, String key, String sqlTable) {
        return "SELECT EXISTS (SELECT FROM " + catalog + " WHERE " + key + " = pg_catalog.to_regclass("
                + Sql.string(sqlTable) + ")";
    }
}
