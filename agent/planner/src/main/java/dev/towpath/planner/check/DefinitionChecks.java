package dev.towpath.planner.check;

import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.planner.dialect.Fragment;
import dev.towpath.planner.trial.ColumnTrial;
import java.util.Optional;
import java.util.regex.Pattern;

/** Definitions of new columns that mean nothing, or that no engine can add without a rewrite or a scan under a lock. */
final class DefinitionChecks {
    private static final Pattern BARE_WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");

    private DefinitionChecks() {}

    static Optional<Failure> type(AddColumnRequest request) {
        return Check.refuseIf(
                !Fragment.isType(request.change().type()),
                "InvalidType",
                request.columnPlace(),
                "type has to be one type, with modifiers, array bounds and COLLATE at most");
    }

    static Optional<Failure> expression(AddColumnRequest request) {
        return switch (request.change().value()) {
            case NewValue.Default given -> faultOf(request, "InvalidDefault", "default", given.expression());
            case NewValue.Generated generated ->
                faultOf(request, "InvalidGenerated", "generated", generated.expression());
            case NewValue.None none -> Optional.empty();
            case NewValue.Identity identity -> Optional.empty();
        };
    }

    private static Optional<Failure> faultOf(AddColumnRequest request, String rule, String key, String expression) {
        return Fragment.faultOfExpression(expression)
                .flatMap(fault -> Check.refuse(
                        rule, request.columnPlace(), key + " has to be one expression, and it has " + fault));
    }

    static Optional<Failure> identity(AddColumnRequest request) {
        return Check.refuseIf(
                request.change().value() instanceof NewValue.Identity,
                "IdentityRewritesTable",
                request.columnPlace(),
                "PostgreSQL numbers the rows that are there by writing the whole table anew under a lock; make a sequence"
                        + " and add the column with default: \"nextval('<schema>.<sequence>')\", which is filled in"
                        + " batches, and turn it into an identity afterwards");
    }

    static Optional<Failure> storedGenerated(AddColumnRequest request) {
        return Check.refuseIf(
                request.change().value() instanceof NewValue.Generated generated && generated.stored(),
                "StoredGeneratedRewritesTable",
                request.columnPlace(),
                "PostgreSQL computes a STORED column by writing the whole table anew under a lock; leave stored out to"
                        + " have it computed when it is read (PostgreSQL 18)");
    }

    static Optional<Failure> virtualGenerated(AddColumnRequest request) {
        boolean generated = request.change().value() instanceof NewValue.Generated;
        if (generated && !request.capabilities().virtualColumns()) {
            return Check.refuse(
                    "GeneratedRewritesTable",
                    request.columnPlace(),
                    "before PostgreSQL 18 a generated column is always STORED, and adding one writes the whole table anew"
                            + " under a lock");
        }
        return Check.refuseIf(
                generated && !request.change().nullable(),
                "NotNullGenerated",
                request.columnPlace(),
                "NOT NULL on a generated column reads the whole table under a lock; leave nullable out");
    }

    /** Whatever the engine itself says against it. */
    static Optional<Failure> refused(AddColumnRequest request) {
        return request.tried().getFirst() instanceof ColumnTrial.Refused error
                ? Check.refuse(
                        rule(request, error),
                        request.columnPlace(),
                        "SQLSTATE " + error.sqlState() + ": " + error.message() + hint(request, error))
                : Optional.empty();
    }

    private static String rule(AddColumnRequest request, ColumnTrial.Refused error) {
        if (error.part().equals("type")) {
            return "InvalidType";
        }
        return request.change().value() instanceof NewValue.Generated ? "InvalidGenerated" : "InvalidDefault";
    }

    private static String hint(AddColumnRequest request, ColumnTrial.Refused error) {
        return switch (error.sqlState()) {
            case "42704", "42883" ->
                error.part().equals("type")
                        ? " (looked for in the table's schema and in public)"
                        : " (what is not in pg_catalog has to be written with its schema)";
            default -> isBareWord(request.change().value()) ? " (text is quoted twice: \"'en'\")" : "";
        };
    }

    /** {@code default: 'en'} in YAML is the word, not the string. */
    private static boolean isBareWord(NewValue value) {
        return value instanceof NewValue.Default(String expression)
                && BARE_WORD.matcher(expression).matches();
    }

    static Optional<Failure> serial(AddColumnRequest request) {
        return Check.refuseIf(
                request.made().ownsSequence(),
                "SerialType",
                request.columnPlace(),
                "the type makes a sequence and a default; make the sequence, and add an integer column with default:"
                        + " \"nextval('<schema>.<sequence>')\"");
    }

    static Optional<Failure> constrainedDomain(AddColumnRequest request) {
        return Check.refuseIf(
                request.made().constrainedDomain(),
                "ConstrainedDomain",
                request.columnPlace(),
                "adding a column of a domain with constraints rewrites the table under a lock; use its base type");
    }

    /** Nothing that is known does: the engine has the last word. */
    static Optional<Failure> rewrites(AddColumnRequest request) {
        return Check.refuseIf(
                request.made().rewrites() && !request.filledRowByRow(),
                "RewritesTable",
                request.columnPlace(),
                "PostgreSQL would write the whole table anew under a lock");
    }

    static Optional<Failure> notNull(AddColumnRequest request) {
        if (request.change().nullable()) {
            return Optional.empty();
        }
        boolean given = !request.made().expression().isEmpty();
        return Check.refuseIf(
                !given || !(request.made().valued() || request.filledRowByRow()),
                given ? "DefaultIsNull" : "NotNullWithoutDefault",
                request.columnPlace(),
                given
                        ? "the default is NULL, which the column doesn't take"
                        : "old versions insert rows without naming the column, and would fail; give it a default, or add it"
                                + " as nullable");
    }
}
