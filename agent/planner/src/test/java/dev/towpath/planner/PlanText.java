package dev.towpath.planner;

import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.VerifyStep;

/** A stage as SQL with everything else as comments. */
final class PlanText {
    private PlanText() {}

    static String of(PlannedStage stage) {
        StringBuilder text = new StringBuilder();
        stage.steps().forEach(step -> text.append(of(step)).append('\n'));
        stage.undo().forEach(undo -> text.append("-- undoes ")
                .append(undo.undoes())
                .append('\n')
                .append(of(undo.step()))
                .append('\n'));
        return text.toString();
    }

    private static String of(Step step) {
        return "-- " + step.id() + ": " + step.title()
                + "\n-- gate " + step.gate().wireName() + "; " + step.lock() + "; lock_timeout "
                + step.lockTimeout().toMillis() + " ms; statement_timeout "
                + step.statementTimeout().toMillis() + " ms\n" + step.sql() + ";\n" + beside(step)
                + comment("undo", step.undo()) + comment("probe", step.probe());
    }

    private static String beside(Step step) {
        return switch (step) {
            case TransactionStep transaction -> "";
            case VerifyStep verify -> "";
            case ConcurrentStep concurrent ->
                comment("object", concurrent.object())
                        + comment("cleanup", concurrent.cleanup())
                        + comment("invalid", concurrent.invalid());
            case BackfillStep backfill ->
                comment("key", String.join(", ", backfill.keyColumns()))
                        + comment("boundary", backfill.boundary())
                        + comment("estimate", backfill.estimate())
                        + comment("suppress triggers", "" + backfill.suppressTriggers());
        };
    }

    private static String comment(String what, String sql) {
        return "-- " + what + ": " + sql.replace("\n", "\n--   ") + "\n";
    }
}
