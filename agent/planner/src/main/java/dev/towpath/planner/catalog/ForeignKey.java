package dev.towpath.planner.catalog;

import java.util.List;

/**
 * A foreign key from or to the table.
 *
 * @param setColumns the columns that {@code ON DELETE SET …} is limited to; empty for all
 * @param onUpdate {@code pg_constraint.confupdtype}
 * @param onDelete {@code pg_constraint.confdeltype}
 * @param match {@code pg_constraint.confmatchtype}
 * @param period whether it is a temporal one
 */
public record ForeignKey(
        String name,
        Relation from,
        List<String> fromColumns,
        Relation to,
        List<String> toColumns,
        List<String> setColumns,
        String onUpdate,
        String onDelete,
        String match,
        boolean validated,
        boolean enforced,
        boolean deferrable,
        boolean deferred,
        boolean period,
        String comment) {}
