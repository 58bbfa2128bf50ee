package dev.towpath.contracts.plan;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import java.time.Duration;

/**
 * One statement that the engine refuses to run in a transaction (CREATE or DROP INDEX CONCURRENTLY): an intent is
 * committed first, and a successor reads the catalog before it does anything.
 *
 * <p>A step that makes an object may leave it unfinished; {@code invalid} tells that, and {@code cleanup} removes it before
 * the statement is sent again. A step that takes an object away needs neither: its statement ({@code … IF EXISTS}) removes
 * the object in whatever state it is, finished, unfinished or half removed, and is itself sent again until {@code probe}
 * says that the object is gone. Its {@code invalid} never holds ({@code SELECT false}) and its {@code cleanup} is empty.
 *
 * @param object the object that it makes or takes away, {@code <schema>.<name>} quoted as in SQL
 * @param cleanup the statement that removes an unfinished {@code object}; empty where the step takes it away
 * @param invalid a query of one row and one boolean: is {@code object} there but unfinished? Never, where the step takes
 *     it away
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
