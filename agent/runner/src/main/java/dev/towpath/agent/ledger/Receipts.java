package dev.towpath.agent.ledger;

import static dev.towpath.agent.target.SqlText.literal;

import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Table {@code towpath.receipt}: at most one per step. A second insert for the same step fails with a unique violation,
 * which is what keeps an effect from being committed twice.
 */
public final class Receipts {
    private static final String FIND = """
            SELECT attempt, statement_hash, lock_attempts, row_count,
                   (extract(epoch FROM lock_wait) * 1000)::bigint, (extract(epoch FROM duration) * 1000)::bigint
            FROM towpath.receipt WHERE rollout = $1 AND step = $2""";

    private static final String ANY = "SELECT FROM towpath.receipt WHERE rollout = $1 LIMIT 1";
    private static final String OF_ROLLOUT = "SELECT step FROM towpath.receipt WHERE rollout = $1";
    private static final String AMONG = "SELECT step FROM towpath.receipt WHERE rollout = $1 AND step = ANY ($2)";

    private final Ledger ledger;

    public Receipts(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The step's receipt, if its effect was committed by whichever owner. */
    public Optional<Receipt> find(RolloutId rolloutId, StepId stepId) throws InterruptedException {
        return ledger.read(session -> find(session, rolloutId, stepId));
    }

    static Optional<Receipt> find(TargetSession session, RolloutId rolloutId, StepId stepId)
            throws InterruptedException {
        return session.row(FIND, rolloutId.toString(), stepId.value())
                .map(found -> new Receipt(
                        rolloutId,
                        stepId,
                        found.getInteger(0),
                        found.getString(1),
                        found.getInteger(2),
                        Duration.ofMillis(found.getLong(4)),
                        Duration.ofMillis(found.getLong(5)),
                        found.getLong(3)));
    }

    /** Whether any step of the rollout has one. */
    public static boolean any(Ledger ledger, RolloutId rolloutId) throws InterruptedException {
        return ledger.read(session -> session.row(ANY, rolloutId.toString())).isPresent();
    }

    /** The steps of the rollout that have one. */
    public Set<StepId> steps(RolloutId rolloutId) throws InterruptedException {
        return Set.copyOf(ledger.read(session -> session.rows(Receipts::step, OF_ROLLOUT, rolloutId.toString())));
    }

    /** Those of {@code steps} that have no receipt. */
    public List<StepId> missing(RolloutId rolloutId, List<StepId> steps) throws InterruptedException {
        if (steps.isEmpty()) {
            return List.of();
        }
        String[] asked = steps.stream().map(StepId::value).toArray(String[]::new);
        Set<StepId> there =
                Set.copyOf(ledger.read(session -> session.rows(Receipts::step, AMONG, rolloutId.toString(), asked)));
        return steps.stream().filter(step -> !there.contains(step)).toList();
    }

    private static StepId step(Row row) {
        return new StepId(row.getString(0));
    }

    /** The insert, for the script of the effect itself; goes between the effect and COMMIT, after the fence. */
    public String insertSql(Receipt receipt) {
        return """
                INSERT INTO towpath.receipt
                    (rollout, step, attempt, epoch, statement_hash, lock_attempts, lock_wait, duration, row_count)
                VALUES (%s, %s, %d, %d, %s, %d, %d * interval '1 ms', %d * interval '1 ms', %d)""".formatted(
                        literal(receipt.rolloutId().toString()),
                        literal(receipt.stepId().value()),
                        receipt.attempt(),
                        ledger.epoch(),
                        literal(receipt.statementHash()),
                        receipt.lockAttempts(),
                        receipt.lockWait().toMillis(),
                        receipt.duration().toMillis(),
                        receipt.rows());
    }

    /** Writes a receipt by itself, where the effect could not carry it; keeps an existing one. */
    public void record(Receipt receipt) throws InterruptedException {
        ledger.write(session -> session.query(insertSql(receipt) + " ON CONFLICT (rollout, step) DO NOTHING"));
    }
}
