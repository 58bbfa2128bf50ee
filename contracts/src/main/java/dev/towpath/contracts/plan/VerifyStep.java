package dev.towpath.contracts.plan;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import java.time.Duration;

/**
 * Reads and changes nothing. {@code sql} gives one row: rows compared (bigint), rows that differ (bigint). The step
 * fails, refused by rule {@code RowsDiffer}, unless none differs. Always run, never taken as done already; but where {@code
 * probe} holds there is nothing to compare any more, and nothing differs.
 */
public record VerifyStep(
        StepId id,
        GatePoint gate,
        String title,
        String sql,
        String lock,
        Duration lockTimeout,
        Duration statementTimeout,
        String undo,
        String probe)
        implements Step {}
