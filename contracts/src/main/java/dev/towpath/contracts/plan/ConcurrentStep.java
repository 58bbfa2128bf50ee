package dev.towpath.contracts.plan;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import java.time.Duration;

/**
 * One statement that the engine refuses to run in a transaction (CREATE INDEX CONCURRENTLY): an intent is committed
 * first, and a successor reads the catalog before it does anything.
 *
 * @param object the object it makes, {@code <schema>.<name>} quoted as in SQL
 * @param cleanup the statement that removes an unfinished {@code object}
 * @param invalid a query of one row and one boolean: is {@code object} there but unfinished?
 */
public record ConcurrentStep(
        StepId id,
        GatePoint gate,
        String title,
        String sql,
        String lock,
        Duration lockTimeout,
        Duration statementTimeout,
        String undo,
        String probe,
        String object,
        String cleanup,
        String invalid)
        implements Step {}
