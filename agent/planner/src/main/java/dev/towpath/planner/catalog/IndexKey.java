package dev.towpath.planner.catalog;

/**
 * One key of an index.
 *
 * @param column empty for an expression
 * @param width bytes, or -1 if it varies
 * @param naturalOrder whether {@code ORDER BY} the column gives the order of the index
 * @param collation of the column, as SQL; empty if its type has none
 * @param above the operator {@code >} of its order, as SQL; empty if the access method has no order
 * @param upTo the operator {@code <=} of its order
 */
public record IndexKey(
        String column,
        String type,
        int width,
        boolean notNull,
        boolean descending,
        boolean naturalOrder,
        String collation,
        String above,
        String upTo) {}
