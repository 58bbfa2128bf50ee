package dev.towpath.planner.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A relation with all that belongs to it or depends on it.
 *
 * @param kind {@code pg_class.relkind}
 * @param inherits whether it is a partition, or a parent or child of another table
 * @param extensions extensions that it is a member of
 * @param rowTypeUsers what uses its row type, as the engine describes it
 * @param mentions functions and triggers whose source names this table and one of its columns
 * @param leftovers names of objects on it that Towpath's own naming matches
 */
public record Table(
        String kind,
        boolean temporary,
        String owner,
        boolean agentIsOwner,
        boolean forcesRowSecurity,
        boolean inherits,
        boolean typed,
        List<String> extensions,
        List<String> rules,
        List<String> subscriptions,
        List<Publication> publications,
        List<String> rowTypeUsers,
        List<Column> columns,
        List<Index> indexes,
        List<Constraint> constraints,
        List<ForeignKey> foreignKeys,
        List<Trigger> triggers,
        List<StatisticsObject> statistics,
        List<Dependent> dependents,
        List<Mention> mentions,
        List<String> leftovers) {

    /** The same with other triggers and leftovers. */
    public Table with(List<Trigger> triggers, List<String> leftovers) {
        return new Table(
                kind,
                temporary,
                owner,
                agentIsOwner,
                forcesRowSecurity,
                inherits,
                typed,
                extensions,
                rules,
                subscriptions,
                publications,
                rowTypeUsers,
                columns,
                indexes,
                constraints,
                foreignKeys,
                triggers,
                statistics,
                dependents,
                mentions,
                leftovers);
    }

    /** The column of that literal name. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The index of that literal name. */
    public Optional<Index> index(String name) {
        return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
    }
}
