package dev.towpath.agent.ledger;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** Table {@code towpath.intent}: at most one per step, committed before the statement is sent. */
public final class Intents {
    private static final String RECORD = """
            INSERT INTO towpath.intent (rollout, step, epoch, statement_hash, object, pid, backend_start)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (rollout, step) DO UPDATE SET epoch = excluded.epoch, statement_hash = excluded.statement_hash,
                object = excluded.object, pid = excluded.pid, backend_start = excluded.backend_start,
                meant_at = clock_timestamp()""";
    private static final String FIND = """
            SELECT statement_hash, object, pid, backend_start FROM towpath.intent WHERE rollout = $1 AND step = $2""";
    private static final String LIVES = """
            SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2)""";

    private final Ledger ledger;

    public Intents(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Commits the intent, in place of an earlier one of the same step. */
    public void record(Intent intent) throws InterruptedException {
        ledger.write(session -> session.query(
                RECORD,
                intent.rolloutId().toString(),
                intent.stepId().value(),
                ledger.epoch(),
                intent.statementHash(),
                intent.object(),
                intent.pid(),
                intent.backendStart()));
    }

    /** The step's last intent, if it has one. */
    public Optional<Intent> find(RolloutId rolloutId, StepId stepId) throws InterruptedException {
        Optional<Row> row = ledger.read(session -> session.row(FIND, rolloutId.toString(), stepId.value()));
        return row.map(found -> new Intent(
                rolloutId,
                stepId,
                found.getString(0),
                found.getString(1),
                found.getInteger(2),
                found.getOffsetDateTime(3)));
    }

    /** Whether the backend that the intent names is still there. */
    public boolean backendLives(Intent intent) throws InterruptedException {
        return ledger.read(session -> session.row(LIVES, intent.pid(), intent.backendStart()))
                .orElseThrow()
                .getBoolean(0);
    }
}
