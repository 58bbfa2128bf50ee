package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.planner.dialect.Capabilities;
import java.util.Optional;
import java.util.Set;

/** Tables that no plan is made for. */
final class TableChecks {
    private static final Set<String> SYSTEM_SCHEMAS = Set.of("pg_catalog", "information_schema", "pg_toast", "towpath");
    private static final String ORDINARY = "r";

    private TableChecks() {}

    static Optional<Failure> version(TableRequest request) {
        return Check.refuseIf(
                request.snapshot().serverVersion() < Capabilities.OLDEST,
                "ServerTooOld",
                "server version " + request.snapshot().serverVersion(),
                "PostgreSQL 13 or later is needed");
    }

    static Optional<Failure> missing(TableRequest request) {
        return Check.refuseIf(
                request.snapshot().lookup().isEmpty(),
                "TableMissing",
                request.place(),
                "there is no such table; names are literal, so look at upper and lower case and at schema:");
    }

    static Optional<Failure> system(TableRequest request) {
        return Check.refuseIf(
                SYSTEM_SCHEMAS.contains(request.change().schema()),
                "SystemTable",
                request.place(),
                "tables of this schema are not the user's to change");
    }

    static Optional<Failure> kind(TableRequest request) {
        String what =
                switch (request.table().kind()) {
                    case "p" -> "PartitionedTable";
                    case "f" -> "ForeignTable";
                    case "v" -> "View";
                    case "m" -> "MaterializedView";
                    default -> "NotATable";
                };
        return Check.refuseIf(
                !request.table().kind().equals(ORDINARY),
                what,
                request.place(),
                "only ordinary tables can be changed yet");
    }

    static Optional<Failure> temporary(TableRequest request) {
        return Check.refuseIf(
                request.table().temporary(), "TemporaryTable", request.place(), "it is another session's alone");
    }

    static Optional<Failure> inheritance(TableRequest request) {
        return Check.refuseIf(
                request.table().inherits(),
                "InheritedTable",
                request.place(),
                "partitions, parents and children of other tables are not supported yet");
    }

    static Optional<Failure> typed(TableRequest request) {
        return Check.refuseIf(
                request.table().typed(),
                "TypedTable",
                request.place(),
                "its columns belong to its type; ALTER TABLE … NOT OF first");
    }

    static Optional<Failure> extension(TableRequest request) {
        return Check.refuseAny(
                request.table().extensions(),
                "ExtensionTable",
                request.place(),
                "it belongs to an extension, whose scripts know the column by its name");
    }

    static Optional<Failure> leftovers(TableRequest request) {
        return Check.refuseAny(
                request.table().leftovers(),
                "LeftoverObjects",
                request.place(),
                "another rollout works on this table or left these behind; finish it or drop them first");
    }

    static Optional<Failure> rules(TableRequest request) {
        return Check.refuseAny(
                request.table().rules(),
                "RuleOnTable",
                request.place(),
                "rules rewrite statements before the triggers see them; replace them by triggers first");
    }

    static Optional<Failure> subscriptions(TableRequest request) {
        return Check.refuseAny(
                request.table().subscriptions(),
                "SubscribedTable",
                request.place(),
                "its rows come from a publisher that writes the old column; take it out of the subscription first");
    }

    static Optional<Failure> rowType(TableRequest request) {
        return Check.refuseAny(
                request.table().rowTypeUsers(),
                "RowTypeInUse",
                request.place(),
                "these use the table's row type, which would get another column; give them a type of their own first");
    }
}
