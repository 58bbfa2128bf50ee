package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import java.util.List;
import java.util.Optional;

/** All that {@code rename_column} refuses, in the order in which it is looked for. */
public final class RenameColumnChecks {
    private static final List<Check<RenameRequest>> CHECKS = List.of(
            TableChecks::version,
            TableChecks::missing,
            TableChecks::system,
            TableChecks::kind,
            TableChecks::temporary,
            TableChecks::inheritance,
            TableChecks::typed,
            TableChecks::extension,
            ColumnChecks::missing,
            ColumnChecks::newName,
            ColumnChecks::ours,
            ColumnChecks::targetExists,
            TableChecks::leftovers,
            ColumnChecks::identity,
            ColumnChecks::generated,
            ColumnChecks::primaryKey,
            ColumnChecks::constrainedDomain,
            ColumnChecks::securityLabel,
            ColumnChecks::foreignGrantor,
            PrivilegeChecks::ownership,
            PrivilegeChecks::createInSchema,
            PrivilegeChecks::rowSecurity,
            PrivilegeChecks::foreignKeyTables,
            PrivilegeChecks::statistics,
            TableChecks::rules,
            TableChecks::subscriptions,
            TableChecks::rowType,
            DependencyChecks::views,
            DependencyChecks::policies,
            DependencyChecks::generatedColumns,
            DependencyChecks::triggers,
            DependencyChecks::functions,
            DependencyChecks::publications,
            DependencyChecks::others,
            DependencyChecks::mentions,
            IndexChecks::invalid,
            IndexChecks::replicaIdentity,
            IndexChecks::exclusion,
            IndexChecks::foreignKeys,
            IndexChecks::unreadable,
            BackfillChecks::key,
            BackfillChecks::triggers,
            BackfillChecks::triggerOrder);

    private RenameColumnChecks() {}

    /** The first reason to refuse, if there is one. */
    public static Optional<Failure> find(RenameRequest request) {
        return Check.first(CHECKS, request);
    }
}
