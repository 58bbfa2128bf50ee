package dev.towpath.contracts.plan;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import java.time.Duration;

/** Statements that run in one transaction with the fence check and the receipt. */
public record TransactionStep(
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
