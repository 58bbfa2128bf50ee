package dev.towpath.agent.ledger;

import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.LedgerReading;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The first thing that a new owner says: what the ledger proves. To be written before anything else is done, so that it
 * stands in the topic behind every report that an earlier owner made, and before those of this one.
 */
public final class Introduction {
    /** Names of WAL files begin with the timeline; the control file's is as old as the last checkpoint. */
    private static final String TIMELINE =
            "SELECT ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint";

    private static final String RECEIPTS = """
            SELECT rollout, step FROM towpath.receipt LEFT JOIN towpath.rollout USING (rollout)
            WHERE closed_at IS NULL ORDER BY committed_at DESC LIMIT\s""";

    private final Ledger ledger;
    private final Outbox outbox;
    private final Function<LedgerReading, AgentAnnounced> agent;

    /** @param agent what is announced with the reading */
    public Introduction(Ledger ledger, Outbox outbox, Function<LedgerReading, AgentAnnounced> agent) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.agent = agent;
    }

    public void write() throws InterruptedException {
        String id = "ledger/" + UUID.randomUUID();
        ledger.write(session -> {
            AgentAnnounced announced = agent.apply(read(session));
            outbox.add(session, id, announced.database().value(), announced);
            return announced;
        });
    }

    private static LedgerReading read(TargetSession session) throws InterruptedException {
        long timeline = session.row(TIMELINE).orElseThrow().getLong(0);
        RowSet<Row> rows = session.query(RECEIPTS + (LedgerReading.MOST_RECEIPTS + 1));
        Map<RolloutId, List<StepId>> steps = new LinkedHashMap<>();
        for (Row row : rows) {
            steps.computeIfAbsent(RolloutId.parse(row.getString(0)), rollout -> new ArrayList<>())
                    .add(new StepId(row.getString(1)));
        }
        List<LedgerReading.Receipts> receipts = steps.entrySet().stream()
                .map(entry -> new LedgerReading.Receipts(entry.getKey(), entry.getValue()))
                .toList();
        return new LedgerReading(timeline, receipts, rows.size() <= LedgerReading.MOST_RECEIPTS);
    }
}
