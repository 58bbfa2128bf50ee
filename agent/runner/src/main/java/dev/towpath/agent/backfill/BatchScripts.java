package dev.towpath.agent.backfill;

import dev.towpath.contracts.plan.BackfillStep;
import java.time.Duration;

/**
 * The SQL of a backfill's session. A batch takes two round trips: {@link #begin} leaves its transaction open, since the
 * checkpoint counts the rows that the update reports; {@link #commit} ends it and asks for the next boundary.
 *
 * <p>Plans are made for each batch's own keys: a generic plan can't know how few rows lie between two keys. Compiling
 * them (JIT) would cost more than they run.
 */
public record BatchScripts(BackfillStep step) {
    /** Longest time that a transaction may stay open between its two round trips. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    /** Longest run of one statement; zero for no bound. */
    public Duration bound() {
        return step.statementTimeout();
    }

    /** Once per session. */
    public String prepare() {
        return """
                SET lock_timeout = %d;
                SET statement_timeout = %d;
                SET idle_in_transaction_session_timeout = %d;
                SET plan_cache_mode = force_custom_plan;
                SET jit = off;
                %sPREPARE tp_boundary (text[], bigint) AS %s;
                PREPARE tp_batch (text[], text[]) AS %s""".formatted(
                        step.lockTimeout().toMillis(),
                        step.statementTimeout().toMillis(),
                        IDLE.toMillis(),
                        step.suppressTriggers() ? "SET session_replication_role = replica;\n" : "",
                        step.boundary(),
                        step.sql());
    }

    /** One row with the key of the last row of the next batch, or none when nothing is left. */
    public String boundary(Cursor from, int rows) {
        return "EXECUTE tp_boundary(%s, %d)".formatted(from.literal(), rows);
    }

    /** Opens the batch's transaction and writes its rows; the last result's row count says how many. */
    public String begin(String fence, Window window) {
        return "BEGIN;\n%s;\nEXECUTE tp_batch(%s)".formatted(fence, window.arguments());
    }

    /** Commits the batch with its checkpoint; then, in the same round trip, the brake and the next boundary. */
    public String commit(String checkpoint, String brake, Window done, int nextRows) {
        return "%s;\nCOMMIT;\n%s;\n%s".formatted(checkpoint, brake, boundary(done.end(), nextRows));
    }
}
