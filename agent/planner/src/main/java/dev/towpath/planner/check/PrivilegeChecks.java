package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.planner.carry.Carrying;
import dev.towpath.planner.catalog.Relation;
import dev.towpath.planner.catalog.StatisticsObject;
import dev.towpath.planner.catalog.Use;
import dev.towpath.planner.dialect.Sql;
import java.util.Optional;
import java.util.stream.Stream;

/** What the agent's role must be allowed to do. Each remedy is a statement that gives it. */
final class PrivilegeChecks {
    private static final String RULE = "MissingPrivilege";

    private PrivilegeChecks() {}

    static Optional<Failure> ownership(TableRequest request) {
        return Check.refuseIf(
                !request.table().agentIsOwner(),
                RULE,
                request.place(),
                member(request, request.table().owner()));
    }

    static Optional<Failure> createInSchema(RenameRequest request) {
        return Check.refuseIf(
                !request.snapshot().role().mayCreate(),
                RULE,
                "schema " + request.change().schema(),
                "indexes and statistics are built in it: GRANT CREATE ON SCHEMA "
                        + Sql.name(request.change().schema()) + " TO " + role(request));
    }

    static Optional<Failure> rowSecurity(TableRequest request) {
        return Check.refuseIf(
                request.table().forcesRowSecurity()
                        && !request.snapshot().role().bypassesRowSecurity(),
                "ForcedRowSecurity",
                request.place(),
                "policies would hide rows from the backfill: ALTER ROLE " + role(request) + " BYPASSRLS");
    }

    static Optional<Failure> foreignKeyTables(RenameRequest request) {
        return request.table().foreignKeys().stream()
                .filter(key -> Carrying.involves(
                        key,
                        request.change().schema(),
                        request.change().table(),
                        request.change().from()))
                .flatMap(key -> Stream.of(key.from(), key.to()))
                .filter(table -> !table.agentIsOwner())
                .findFirst()
                .flatMap(table -> foreignKeyTable(request, table));
    }

    static Optional<Failure> statistics(RenameRequest request) {
        return request.table().statistics().stream()
                .filter(object -> !object.agentIsOwner()
                        && Use.count(object.uses(), request.change().from()) > 0)
                .findFirst()
                .flatMap(object -> statisticsObject(request, object));
    }

    private static Optional<Failure> foreignKeyTable(RenameRequest request, Relation table) {
        return Check.refuse(
                RULE, table.toString(), "a foreign key ties it to the column, and " + member(request, table.owner()));
    }

    private static Optional<Failure> statisticsObject(RenameRequest request, StatisticsObject object) {
        return Check.refuse(
                RULE, "statistics " + object.schema() + "." + object.name(), member(request, object.owner()));
    }

    private static String member(TableRequest request, String owner) {
        return "the agent's role must be a member of its owner: GRANT " + Sql.name(owner) + " TO " + role(request);
    }

    private static String role(TableRequest request) {
        return Sql.name(request.snapshot().role().name());
    }
}
