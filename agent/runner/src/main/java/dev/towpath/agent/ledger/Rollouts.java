package dev.towpath.agent.ledger;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables {@code towpath.rollout}, {@code plan}, {@code paused}, {@code tempo} and {@code withdrawn}: which rollouts are open here, and what
 * they may do.
 */
public final class Rollouts {
    private static final String OPEN = """
            INSERT INTO towpath.rollout (rollout, table_name) VALUES ($1, $2)
            ON CONFLICT (rollout) DO UPDATE SET table_name = excluded.table_name, closed_at = NULL""";
    private static final String FREEZE = """
            INSERT INTO towpath.plan (rollout, hash, body, spec_hash) VALUES ($1, $2, $3, $4)
            ON CONFLICT (rollout) DO UPDATE SET hash = excluded.hash, body = excluded.body, spec_hash = excluded.spec_hash,
                frozen_at = clock_timestamp()""";
    /** One plan is judged and frozen at a time; who reads the table doesn't wait. */
    private static final String ONE_AT_A_TIME = "LOCK TABLE towpath.rollout IN SHARE ROW EXCLUSIVE MODE";

    private static final String OTHERS = """
            SELECT rollout, table_name, (body::jsonb -> 'footprint')::text
            FROM towpath.rollout LEFT JOIN towpath.plan USING (rollout)
            WHERE closed_at IS NULL AND rollout <> $1 ORDER BY rollout""";

    private static final String WITHDRAWN = "SELECT rollout, step, attempt FROM towpath.withdrawn";

    private static final String TUNE = """
            INSERT INTO towpath.tempo (rollout, batch_duration, pause)
            VALUES ($1, $2::bigint * interval '1 ms', $3::bigint * interval '1 ms')
            ON CONFLICT (rollout) DO UPDATE SET batch_duration = excluded.batch_duration, pause = excluded.pause,
                since = clock_timestamp()""";
    private static final String TEMPOS = """
            SELECT rollout, (extract(epoch FROM batch_duration) * 1000)::bigint, (extract(epoch FROM pause) * 1000)::bigint
            FROM towpath.tempo""";

    private final Ledger ledger;
    private final Wire wire;

    public Rollouts(Ledger ledger, Wire wire) {
        this.ledger = ledger;
        this.wire = wire;
    }

    /** The rollout's frozen plan. */
    public Optional<Plan> plan(RolloutId rolloutId) throws InterruptedException {
        return ledger.read(session -> plan(session, rolloutId));
    }

    Optional<Plan> plan(TargetSession session, RolloutId rolloutId) throws InterruptedException {
        return session.row("SELECT body FROM towpath.plan WHERE rollout = $1", rolloutId.toString())
                .map(row -> wire.plan(row.getString(0)));
    }

    /** Every rollout that is paused. */
    public List<RolloutId> paused() throws InterruptedException {
        return ledger.read(session ->
                session.rows(row -> RolloutId.parse(row.getString(0)), "SELECT rollout FROM towpath.paused"));
    }

    /** What holds {@code rolloutId}. */
    public record Held(boolean paused, Set<Attempt> withdrawn) {
        public Held {
            withdrawn = Set.copyOf(withdrawn);
        }
    }

    Held held(RolloutId rolloutId) throws InterruptedException {
        String rollout = rolloutId.toString();
        return ledger.read(session -> {
            List<Attempt> withdrawn = session.rows(Rollouts::attempt, WITHDRAWN + " WHERE rollout = $1", rollout);
            boolean paused = session.row("SELECT FROM towpath.paused WHERE rollout = $1", rollout)
                    .isPresent();
            return new Held(paused, Set.copyOf(withdrawn));
        });
    }

    /** Whether the frozen plan was made of another rollout file than {@code entry} has. */
    public boolean madeOfAnotherFile(RolloutId rolloutId, InboxEntry entry) throws InterruptedException {
        return ledger.read(session -> session.row(
                        "SELECT FROM towpath.plan WHERE rollout = $1 AND spec_hash <> $2",
                        rolloutId.toString(),
                        wire.specHash(entry)))
                .isPresent();
    }

    /** Every attempt of an open rollout that was withdrawn. */
    public List<Attempt> withdrawn() throws InterruptedException {
        return ledger.read(session -> session.rows(Rollouts::attempt, WITHDRAWN));
    }

    private static Attempt attempt(Row row) {
        return new Attempt(RolloutId.parse(row.getString(0)), new StepId(row.getString(1)), row.getInteger(2));
    }

    /** Every backfill that somebody has tuned. */
    public Map<RolloutId, Tempo> tempos() throws InterruptedException {
        return ledger.read(session -> {
            Map<RolloutId, Tempo> tempos = new HashMap<>();
            for (Row row : session.query(TEMPOS)) {
                tempos.put(
                        RolloutId.parse(row.getString(0)),
                        new Tempo(Duration.ofMillis(row.getLong(1)), Duration.ofMillis(row.getLong(2))));
            }
            return tempos;
        });
    }

    /** Every open rollout but this one, with its frozen plan's footprint. */
    public Map<RolloutId, Footprint> others(RolloutId rolloutId) throws InterruptedException {
        return ledger.read(session -> others(session, rolloutId));
    }

    /** The same, with the promise that until this transaction's end none is opened. */
    Map<RolloutId, Footprint> settledOthers(TargetSession session, RolloutId rolloutId) throws InterruptedException {
        session.query(ONE_AT_A_TIME);
        return others(session, rolloutId);
    }

    private Map<RolloutId, Footprint> others(TargetSession session, RolloutId rolloutId) throws InterruptedException {
        Map<RolloutId, Footprint> others = new LinkedHashMap<>();
        for (Row row : session.query(OTHERS, rolloutId.toString())) {
            others.put(RolloutId.parse(row.getString(0)), footprint(row.getString(1), row.getString(2)));
        }
        return others;
    }

    /** Of a rollout whose plan nobody knows, its whole table is taken. */
    private Footprint footprint(String table, @Nullable String json) {
        return json == null ? new Footprint(table, List.of("table " + table)) : wire.footprint(json);
    }

    /** @param entry the request for it */
    void freeze(TargetSession session, InboxEntry entry, RolloutId rolloutId, Plan plan) throws InterruptedException {
        session.query(OPEN, rolloutId.toString(), plan.footprint().table());
        session.query(FREEZE, rolloutId.toString(), plan.hash(), wire.plan(plan), wire.specHash(entry));
    }

    void pause(TargetSession session, RolloutId rolloutId) throws InterruptedException {
        session.query("INSERT INTO towpath.paused (rollout) VALUES ($1) ON CONFLICT DO NOTHING", rolloutId.toString());
    }

    void resume(TargetSession session, RolloutId rolloutId) throws InterruptedException {
        session.query("DELETE FROM towpath.paused WHERE rollout = $1", rolloutId.toString());
    }

    void tune(TargetSession session, RolloutId rolloutId, Tempo tempo) throws InterruptedException {
        session.query(
                TUNE,
                rolloutId.toString(),
                tempo.batchDuration().toMillis(),
                tempo.pause().toMillis());
    }

    /** @param sequence of the command that says so */
    void withdraw(TargetSession session, Attempt attempt, long sequence) throws InterruptedException {
        session.query(
                "INSERT INTO towpath.withdrawn (rollout, step, attempt, sequence) VALUES ($1, $2, $3, $4)"
                        + " ON CONFLICT DO NOTHING",
                attempt.rolloutId().toString(),
                attempt.stepId().value(),
                attempt.number(),
                sequence);
    }

    /**
     * Frees the footprint and disposes of what no successor needs; receipts and checkpoints stay as evidence, and the plan
     * for an orchestrator whose store is put back to before this.
     */
    void close(TargetSession session, RolloutId rolloutId) throws InterruptedException {
        String rollout = rolloutId.toString();
        session.query("UPDATE towpath.rollout SET closed_at = clock_timestamp() WHERE rollout = $1", rollout);
        session.query("DELETE FROM towpath.paused WHERE rollout = $1", rollout);
        session.query("DELETE FROM towpath.tempo WHERE rollout = $1", rollout);
        session.query("DELETE FROM towpath.withdrawn WHERE rollout = $1", rollout);
        session.query("DELETE FROM towpath.intent WHERE rollout = $1", rollout);
        session.query("DELETE FROM towpath.inbox WHERE subject = $1 AND done_at IS NOT NULL AND sequence > 0", rollout);
    }
}
