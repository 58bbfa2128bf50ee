package dev.towpath.cli.text;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.codec.DurationText;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.plan.VerifyStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A plan as people read it before they approve: every statement with its lock, its bounds and its way back. */
public final class PlanText {
    private PlanText() {}

    /** The whole plan. */
    public static String of(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("plan " + plan.hash() + " on " + plan.footprint().table());
        lines.add("point of no return: " + plan.pointOfNoReturn());
        for (PlannedStage stage : plan.stages()) {
            lines.add("");
            lines.add((stage.stage().ordinal() + 1) + " " + stage.stage().wireName()
                    + (stage.steps().isEmpty() ? ": nothing to do" : ""));
            for (Step step : stage.steps()) {
                step(lines, plan, step);
            }
            undo(lines, stage);
        }
        if (!plan.notes().isEmpty()) {
            lines.add("");
            lines.add("notes");
            plan.notes().forEach(note -> lines.add("  - " + note));
        }
        return String.join("\n", lines);
    }

    private static void step(List<String> lines, Plan plan, Step step) {
        lines.add("");
        if (step.gate() == GatePoint.DROP) {
            lines.add("  behind the gate drop:");
        }
        lines.add("  " + step.id() + "  " + step.title());
        lines.add("    runs   " + manner(step));
        lines.add("    lock   " + lock(step));
        lines.add(Terminal.indent(step.sql(), "      "));
        lines.add(step.undo().isBlank() ? "    undo   " + noUndo(step) : "    undo");
        if (!step.undo().isBlank()) {
            lines.add(Terminal.indent(step.undo(), "      "));
        }
        if (step.id().equals(plan.pointOfNoReturn())) {
            lines.add("  ---- point of no return: from here on undo is no longer complete ----");
        }
    }

    /** What a rollback of the stage executes; the statements themselves stand with the steps that they take back. */
    private static void undo(List<String> lines, PlannedStage stage) {
        if (stage.undo().isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("  taken back by:");
        for (UndoStep undo : stage.undo()) {
            lines.add("    " + undo.step().id() + "  " + undo.step().title() + "  (undoes " + undo.undoes() + "; "
                    + manner(undo.step()) + ")");
        }
    }

    private static String manner(Step step) {
        return switch (step) {
            case TransactionStep transaction -> "in one transaction" + bound(step.statementTimeout());
            case ConcurrentStep concurrent -> "outside a transaction" + bound(step.statementTimeout());
            case BackfillStep backfill ->
                "in batches of about " + DurationText.format(backfill.batchDuration()) + " by key "
                        + String.join(", ", backfill.keyColumns())
                        + bound(step.statementTimeout())
                        + (backfill.suppressTriggers() ? ", the table's own triggers suppressed" : "");
            case VerifyStep verify -> "reads only" + bound(step.statementTimeout());
        };
    }

    private static String bound(Duration statementTimeout) {
        return statementTimeout.isZero() ? "" : ", at most " + DurationText.format(statementTimeout);
    }

    private static String lock(Step step) {
        return step.lockTimeout().isZero()
                ? step.lock()
                : step.lock() + ", waits at most " + DurationText.format(step.lockTimeout()) + " at a time";
    }

    private static String noUndo(Step step) {
        return step.gate() == GatePoint.DROP ? "none: what this takes away is gone" : "nothing to take back";
    }
}
