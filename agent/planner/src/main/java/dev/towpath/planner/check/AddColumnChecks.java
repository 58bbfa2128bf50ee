package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import java.util.List;
import java.util.Optional;

/** All that {@code add_column} refuses, in the order in which it is looked for. */
public final class AddColumnChecks {
    private static final List<Check<AddColumnRequest>> CHECKS = List.of(
            TableChecks::version,
            TableChecks::missing,
            TableChecks::system,
            TableChecks::kind,
            TableChecks::temporary,
            TableChecks::inheritance,
            TableChecks::typed,
            TableChecks::extension,
            ColumnChecks::newName,
            ColumnChecks::ours,
            ColumnChecks::targetExists,
            TableChecks::leftovers,
            PrivilegeChecks::ownership,
            TableChecks::rowType,
            DefinitionChecks::type,
            DefinitionChecks::expression,
            DefinitionChecks::identity,
            DefinitionChecks::storedGenerated,
            DefinitionChecks::virtualGenerated,
            DefinitionChecks::refused,
            DefinitionChecks::serial,
            DefinitionChecks::constrainedDomain,
            DefinitionChecks::rewrites,
            DefinitionChecks::notNull,
            AddColumnChecks::filled);

    /** Only where every row has to be written. */
    private static final List<Check<AddColumnRequest>> FILLED = List.of(
            PrivilegeChecks::rowSecurity, BackfillChecks::key, BackfillChecks::triggers, BackfillChecks::fillsFirst);

    private AddColumnChecks() {}

    /** The first reason to refuse, if there is one. */
    public static Optional<Failure> find(AddColumnRequest request) {
        return Check.first(CHECKS, request);
    }

    private static Optional<Failure> filled(AddColumnRequest request) {
        return request.filledRowByRow() ? Check.first(FILLED, request) : Optional.empty();
    }
}
