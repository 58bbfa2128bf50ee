package dev.towpath.planner.catalog;

import java.util.List;

/**
 * A constraint of the table, foreign keys apart.
 *
 * @param kind {@code pg_constraint.contype}
 * @param expression of a check, as SQL; else empty
 * @param inherited whether children would inherit it
 * @param index the index behind it, or empty
 */
public record Constraint(
        String name,
        String kind,
        List<String> columns,
        String expression,
        boolean validated,
        boolean enforced,
        boolean inherited,
        boolean deferrable,
        boolean deferred,
        String index,
        String comment,
        List<Use> uses) {
    public static final String CHECK = "c";
    public static final String NOT_NULL = "n";
    public static final String PRIMARY_KEY = "p";
    public static final String UNIQUE = "u";
    public static final String EXCLUSION = "x";
}
