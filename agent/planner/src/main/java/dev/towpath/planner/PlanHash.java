package dev.towpath.planner;

import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.UndoStep;
import dev.towpath.contracts.plan.VerifyStep;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The identity of a plan: what an approval approves.
 *
 * <p>SHA-256 over the plan's fields in order, each written as {@code <length in bytes>:<UTF-8 bytes>,} so that no two
 * plans have the same text. Per stage: its wire name, its steps, then for each undo step what it undoes and itself. Per
 * step: kind, id, gate, SQL, lock, lock timeout and statement timeout in milliseconds, undo, probe; then what its kind has
 * beside: object, cleanup and invalid of a concurrent step; key columns, boundary, batch duration and suppression of
 * triggers of a backfill. At the end the footprint's table, objects, and what it relies on behind {@code relies on}. Titles,
 * estimates and notes are not in it.
 */
public final class PlanHash {
    private final MessageDigest digest;

    private PlanHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The hash that {@code plan} must have, whatever it says. */
    public static String of(Plan plan) {
        return of(plan.stages(), plan.footprint());
    }

    static String of(List<PlannedStage> stages, Footprint footprint) {
        PlanHash hash = new PlanHash();
        for (PlannedStage stage : stages) {
            hash.add(stage.stage().wireName());
            stage.steps().forEach(hash::add);
            for (UndoStep undo : stage.undo()) {
                hash.add(undo.undoes().value());
                hash.add(undo.step());
            }
        }
        hash.add(footprint.table());
        footprint.objects().forEach(hash::add);
        footprint.reliesOn().forEach(object -> hash.add("relies on " + object));
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void add(Step step) {
        add(kind(step));
        add(step.id().value());
        add(step.gate().wireName());
        add(step.sql());
        add(step.lock());
        add(Long.toString(step.lockTimeout().toMillis()));
        add(Long.toString(step.statementTimeout().toMillis()));
        add(step.undo());
        add(step.probe());
        switch (step) {
            case TransactionStep transaction -> {}
            case VerifyStep verify -> {}
            case ConcurrentStep concurrent -> {
                add(concurrent.object());
                add(concurrent.cleanup());
                add(concurrent.invalid());
            }
            case BackfillStep backfill -> {
                backfill.keyColumns().forEach(this::add);
                add(backfill.boundary());
                add(Long.toString(backfill.batchDuration().toMillis()));
                add(Boolean.toString(backfill.suppressTriggers()));
            }
        }
    }

    private static String kind(Step step) {
        return switch (step) {
            case TransactionStep transaction -> "transaction";
            case VerifyStep verify -> "verify";
            case ConcurrentStep concurrent -> "concurrent";
            case BackfillStep backfill -> "backfill";
        };
    }

    private void add(String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        digest.update((byte) ',');
    }
}
