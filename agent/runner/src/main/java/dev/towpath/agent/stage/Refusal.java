package dev.towpath.agent.stage;

import dev.towpath.agent.target.TargetError;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.outcome.Failure;
import java.util.Arrays;
import java.util.Optional;

/**
 * The answers of PostgreSQL that end a step, by SQLSTATE and never by message (manual, appendix A). The transaction was
 * rolled back each time. {@code TP} is our own class, raised by functions of the ledger. What isn't in this table ends the step too, as {@code DatabaseRefused} with its SQLSTATE.
 */
enum Refusal {
    NOT_NULL_VIOLATED(
            "23502", "NotNullViolated", "a row holds NULL where the plan allows none; correct the row, then retry"),
    FOREIGN_KEY_VIOLATED(
            "23503", "ForeignKeyViolated", "a row refers to a row that isn't there; correct it, then retry"),
    UNIQUE_VIOLATED("23505", "UniqueViolated", "two rows hold the same value; correct one, then retry"),
    CHECK_VIOLATED("23514", "CheckViolated", "a row breaks a check constraint; correct it, then retry"),
    EXCLUSION_VIOLATED("23P01", "ExclusionViolated", "two rows exclude each other; correct one, then retry"),
    READ_ONLY(
            "25006",
            "DatabaseReadOnly",
            "the agent is connected to a standby or a read-only database; name the primary"),
    PRIVILEGE_MISSING(
            "42501", "PrivilegeMissing", "the agent's role lacks a right; run the documented grants, then retry"),
    COLUMN_MISSING(
            "42703", "ColumnMissing", "a column of the plan isn't there: the schema was changed by somebody else"),
    TABLE_MISSING("42P01", "TableMissing", "a table of the plan isn't there: the schema was changed by somebody else"),
    OBJECT_MISSING(
            "42704", "ObjectMissing", "an object of the plan isn't there: the schema was changed by somebody else"),
    FUNCTION_MISSING(
            "42883", "FunctionMissing", "a function of the plan isn't there: the schema was changed by somebody else"),
    SCHEMA_MISSING(
            "3F000", "SchemaMissing", "a schema of the plan isn't there: the schema was changed by somebody else"),
    COLUMN_EXISTS("42701", "ColumnExists", "a column of that name exists already; remove or rename it, then retry"),
    TABLE_EXISTS(
            "42P07", "RelationExists", "a table or index of that name exists already; remove or rename it, then retry"),
    OBJECT_EXISTS("42710", "ObjectExists", "an object of that name exists already; remove or rename it, then retry"),
    FUNCTION_EXISTS(
            "42723", "FunctionExists", "a function of that name exists already; remove or rename it, then retry"),
    DEPENDENTS_EXIST("2BP01", "DependentObjectsExist", "something depends on what the step drops; move it, then retry"),
    STATE_UNFIT(
            "55000",
            "ObjectNotInRequiredState",
            "the object isn't in the state that the step needs; see the server's log"),
    EVIDENCE_EXPIRED(
            "TP002",
            ExecuteStep.EVIDENCE_EXPIRED,
            "the transaction was not committed in time; who needs what the step takes away has to be looked up again"),
    CANCELLED(
            "57014",
            "StatementCancelled",
            "the step's time bound was reached, or somebody cancelled it; retry when the server is less busy",
            Failure.Kind.TRANSIENT);

    private final String sqlState;
    private final String rule;
    private final String remedy;
    private final Failure.Kind kind;

    Refusal(String sqlState, String rule, String remedy) {
        this(sqlState, rule, remedy, Failure.Kind.REFUSED);
    }

    Refusal(String sqlState, String rule, String remedy, Failure.Kind kind) {
        this.sqlState = sqlState;
        this.rule = rule;
        this.remedy = remedy;
        this.kind = kind;
    }

    String sqlState() {
        return sqlState;
    }

    String rule() {
        return rule;
    }

    static Optional<Refusal> of(String sqlState) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.sqlState.equals(sqlState))
                .findFirst();
    }

    /** The failure to report for {@code error}: rule and remedy by its SQLSTATE, the place as the database names it. */
    static Failure failure(StepId step, TargetError error) {
        return of(error.sqlState())
                .map(refusal -> new Failure(refusal.kind, refusal.rule, detail(error, refusal.remedy), step.value()))
                .orElseGet(() -> new Failure(
                        Failure.Kind.REFUSED, "DatabaseRefused", detail(error, "see the server's log"), step.value()));
    }

    private static String detail(TargetError error, String remedy) {
        return "%s (SQLSTATE %s): %s".formatted(error.detail(), error.sqlState(), remedy);
    }
}
