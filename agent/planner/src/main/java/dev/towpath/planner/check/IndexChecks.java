package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.planner.carry.Carrying;
import dev.towpath.planner.catalog.Constraint;
import dev.towpath.planner.catalog.Index;
import dev.towpath.planner.catalog.Use;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Indexes and constraints on the column that can't be built again. */
final class IndexChecks {
    private IndexChecks() {}

    static Optional<Failure> invalid(RenameRequest request) {
        return Check.refuseAny(
                indexes(request, index -> !index.valid()),
                "InvalidIndex",
                request.columnPlace(),
                "an index on the column is invalid; REINDEX or drop it first");
    }

    static Optional<Failure> replicaIdentity(RenameRequest request) {
        return Check.refuseAny(
                indexes(request, Index::replicaIdentity),
                "ReplicaIdentity",
                request.columnPlace(),
                "the table's replica identity rests on an index of the column; choose another one first");
    }

    static Optional<Failure> exclusion(RenameRequest request) {
        List<String> constraints = request.table().constraints().stream()
                .filter(constraint -> constraint.kind().equals(Constraint.EXCLUSION))
                .filter(constraint -> request.table()
                        .index(constraint.index())
                        .filter(index ->
                                Use.count(index.uses(), request.change().from()) > 0)
                        .isPresent())
                .map(Constraint::name)
                .toList();
        return Check.refuseAny(
                constraints,
                "ExclusionConstraint",
                request.columnPlace(),
                "an exclusion constraint can't be built beside the table's users");
    }

    static Optional<Failure> foreignKeys(RenameRequest request) {
        List<String> keys = request.table().foreignKeys().stream()
                .filter(key -> Carrying.involves(
                        key,
                        request.change().schema(),
                        request.change().table(),
                        request.change().from()))
                .filter(key ->
                        key.period() || key.from().partitioned() || key.to().partitioned())
                .map(key -> key.name() + " on " + key.from())
                .toList();
        return Check.refuseAny(
                keys,
                "ForeignKeyNotCarried",
                request.columnPlace(),
                "foreign keys with PERIOD, or with a partitioned table at either end, can't be carried yet");
    }

    static Optional<Failure> unreadable(RenameRequest request) {
        return Check.refuseAny(
                Carrying.unreadable(request.table(), request.column()),
                "AmbiguousExpression",
                request.columnPlace(),
                "in its definition the column can't be told from other names with certainty; drop it for the time of the"
                        + " rollout");
    }

    private static List<String> indexes(RenameRequest request, Predicate<Index> property) {
        return request.table().indexes().stream()
                .filter(index -> Use.count(index.uses(), request.change().from()) > 0)
                .filter(property)
                .map(Index::name)
                .toList();
    }
}
