package dev.towpath.agent.ledger;

import static dev.towpath.agent.target.SqlText.literal;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Table {@code towpath.checkpoint}: how far each backfill is; committed with the batch that it counts. */
public final class Checkpoints {
    /**
     * A backfill's row.
     *
     * @param lastKey every row with a key up to this one is done; the database's text of each key column
     * @param rows rows written by all committed batches
     * @param batches committed batches
     */
    public record Entry(List<String> lastKey, long rows, long batches) {
        public Entry {
            lastKey = List.copyOf(lastKey);
        }
    }

    private static final String FIND =
            "SELECT last_key, row_count, batches FROM towpath.checkpoint WHERE rollout = $1 AND step = $2";

    private final Ledger ledger;

    public Checkpoints(Ledger ledger) {
        this.ledger = ledger;
    }

    /** How far the step is, or nothing if no batch was committed. */
    public Optional<Entry> find(RolloutId rolloutId, StepId stepId) throws InterruptedException {
        Optional<Row> row = ledger.read(session -> session.row(FIND, rolloutId.toString(), stepId.value()));
        return row.map(found -> new Entry(List.of(found.getArrayOfStrings(0)), found.getLong(1), found.getLong(2)));
    }

    /**
     * The upsert for a batch's script.
     *
     * @param lastKey an SQL expression of type {@code text[]}
     * @param rows an SQL expression of type {@code bigint}: rows that this batch wrote
     */
    public static String advanceSql(RolloutId rolloutId, StepId stepId, String lastKey, String rows) {
        return """
                INSERT INTO towpath.checkpoint AS c (rollout, step, last_key, row_count, batches)
                VALUES (%s, %s, %s, %s, 1)
                ON CONFLICT (rollout, step) DO UPDATE SET last_key = excluded.last_key,
                    row_count = c.row_count + excluded.row_count, batches = c.batches + 1, updated_at = clock_timestamp()""".formatted(literal(rolloutId.toString()), literal(stepId.value()), lastKey, rows);
    }
}
