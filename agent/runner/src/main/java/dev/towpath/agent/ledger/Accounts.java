package dev.towpath.agent.ledger;

import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.contracts.outcome.LedgerReported.Account;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the ledger knows of rollouts, for an orchestrator that may know less. To be read in the transaction that reports it,
 * so that it stands behind every report of what it says.
 */
final class Accounts {
    private static final String SINCE = """
            SELECT subject, received, history, step
            FROM towpath.sequence JOIN towpath.rollout ON rollout = subject
            LEFT JOIN towpath.receipt USING (rollout)
            WHERE closed_at IS NULL OR closed_at >= $1
            ORDER BY opened_at DESC, subject, committed_at LIMIT $2""";
    private static final String STEPS =
            "SELECT step FROM towpath.receipt WHERE rollout = $1 ORDER BY committed_at LIMIT $2";

    private static final int LIMIT = LedgerReported.MOST_RECEIPTS + 1;

    private Accounts() {}

    /** Rollouts that are open or have ended since. */
    static LedgerReported since(TargetSession session, DatabaseId database, Instant since) throws InterruptedException {
        RowSet<Row> rows = session.query(SINCE, since.atOffset(ZoneOffset.UTC), LIMIT);
        Map<RolloutId, Account> accounts = new LinkedHashMap<>();
        for (Row row : rows) {
            RolloutId rollout = RolloutId.parse(row.getString(0));
            List<StepId> step =
                    Stream.ofNullable(row.getString(3)).map(StepId::new).toList();
            accounts.merge(
                    rollout, new Account(rollout, row.getLong(1), row.getInteger(2), step), Accounts::withStepsOf);
        }
        return new LedgerReported(database, List.copyOf(accounts.values()), rows.size() < LIMIT);
    }

    private static Account withStepsOf(Account account, Account more) {
        List<StepId> steps =
                Stream.concat(account.steps().stream(), more.steps().stream()).toList();
        return new Account(account.rolloutId(), account.received(), account.history(), steps);
    }

    /** One rollout, whose commands have just begun anew. */
    static LedgerReported of(TargetSession session, RolloutId rollout, long received, int history)
            throws InterruptedException {
        List<StepId> steps = session.rows(row -> new StepId(row.getString(0)), STEPS, rollout.toString(), LIMIT);
        Account account = new Account(rollout, received, history, steps);
        return new LedgerReported(rollout.database(), List.of(account), steps.size() < LIMIT);
    }
}
