package dev.towpath.planner.catalog;

import java.util.List;

/**
 * A column.
 *
 * @param quoted the name as the server deparses it, quoted only where it must be
 * @param type with modifiers, as SQL
 * @param collation as SQL; empty if it is the type's own
 * @param defaultExpression as SQL; empty if there is none, or if the column is generated
 * @param constrainedDomain whether the type is a domain with a constraint, on any level
 * @param statisticsTarget -1 for the system's default
 * @param storage as SQL; empty if it is the type's own
 * @param compression as SQL; empty for the default
 * @param options such as {@code n_distinct=-0.5}
 * @param sequences owned by the column
 */
public record Column(
        String name,
        String quoted,
        String type,
        String collation,
        boolean notNull,
        String defaultExpression,
        boolean identity,
        boolean generated,
        boolean constrainedDomain,
        int statisticsTarget,
        String storage,
        String compression,
        List<String> options,
        String comment,
        List<String> securityLabels,
        List<OwnedSequence> sequences,
        List<ColumnPrivilege> privileges) {}
