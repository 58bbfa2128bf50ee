package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.planner.catalog.Column;
import dev.towpath.planner.catalog.ColumnPrivilege;
import dev.towpath.planner.catalog.Use;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Columns that can't be renamed in stages, and names that a new one can't have. */
final class ColumnChecks {
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

    private static final Pattern OURS = Pattern.compile("^tp_[0-9a-f]{8}_");

    /** NAMEDATALEN - 1: a longer name would be cut silently. */
    private static final int LONGEST_NAME = 63;

    private ColumnChecks() {}

    static Optional<Failure> missing(RenameRequest request) {
        if (request.table().column(request.change().from()).isPresent()) {
            return Optional.empty();
        }
        List<String> names =
                request.table().columns().stream().map(Column::name).toList();
        return Check.refuse(
                "ColumnMissing",
                request.columnPlace(),
                "there is no such column; names are literal, and the table has " + String.join(", ", names));
    }

    static Optional<Failure> newName(TableRequest request) {
        String name = request.newColumn();
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return Check.refuseIf(
                bytes == 0 || bytes > LONGEST_NAME || name.indexOf('\0') >= 0,
                "InvalidName",
                request.place() + "." + name,
                "a name has 1 to " + LONGEST_NAME + " bytes and no NUL; this one has " + bytes);
    }

    /** Names of ours are taken for leftovers by every later plan. */
    static Optional<Failure> ours(TableRequest request) {
        return Check.refuseIf(
                OURS.matcher(request.newColumn()).find(),
                "InvalidName",
                request.place() + "." + request.newColumn(),
                "names of this form belong to Towpath; choose another");
    }

    static Optional<Failure> targetExists(TableRequest request) {
        String name = request.newColumn();
        return Check.refuseIf(
                SYSTEM_COLUMNS.contains(name) || request.table().column(name).isPresent(),
                "TargetColumnExists",
                request.place() + "." + name,
                "the table has a column of this name already; choose another, or drop that one first");
    }

    static Optional<Failure> identity(RenameRequest request) {
        return Check.refuseIf(
                request.column().identity(),
                "IdentityColumn",
                request.columnPlace(),
                "an identity can't be carried to another column yet");
    }

    static Optional<Failure> generated(RenameRequest request) {
        return Check.refuseIf(
                request.column().generated(),
                "GeneratedColumn",
                request.columnPlace(),
                "a generated column can't be written by triggers; add another generated column instead");
    }

    static Optional<Failure> primaryKey(RenameRequest request) {
        boolean primary = request.table().indexes().stream()
                .anyMatch(index -> index.primary()
                        && Use.count(index.uses(), request.change().from()) > 0);
        return Check.refuseIf(
                primary,
                "PrimaryKeyColumn",
                request.columnPlace(),
                "a column of the primary key can't be renamed in stages yet");
    }

    static Optional<Failure> constrainedDomain(RenameRequest request) {
        return Check.refuseIf(
                request.column().constrainedDomain(),
                "ConstrainedDomain",
                request.columnPlace(),
                "adding a column of a domain with constraints rewrites the table under a lock; use its base type and a"
                        + " check first");
    }

    static Optional<Failure> securityLabel(RenameRequest request) {
        return Check.refuseAny(
                request.column().securityLabels(),
                "SecurityLabel",
                request.columnPlace(),
                "security labels can't be carried; take them off first");
    }

    /** GRANT always grants as the owner, so another grantor's grants would change hands. */
    static Optional<Failure> foreignGrantor(RenameRequest request) {
        List<String> grants = request.column().privileges().stream()
                .filter(privilege -> !privilege.byOwner())
                .map(ColumnChecks::describe)
                .toList();
        return Check.refuseAny(
                grants,
                "GrantedByOthers",
                request.columnPlace(),
                "these column privileges were not granted by the table's owner; grant them as the owner first");
    }

    private static String describe(ColumnPrivilege privilege) {
        return privilege.privilege() + " to " + privilege.grantee();
    }
}
