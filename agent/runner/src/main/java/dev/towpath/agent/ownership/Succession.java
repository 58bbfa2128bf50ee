package dev.towpath.agent.ownership;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.target.TargetSession;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * How a process becomes the owner. The owner's session holds an advisory lock, which PostgreSQL frees as soon as that
 * session ends: after a kill -9, at once. The owner asks for something every second; a stand-by that sees its session
 * silent for {@link #SILENCE} takes it for frozen and ends it. The server's own clock and statistics tell the silence, so
 * that nothing has to be written for it.
 *
 * <p>Takeover, in this order: hold the lock; end every session under an owner's name, and see that they are gone; raise
 * the epoch. From then on no transaction of an older owner passes the fence, and none of its statements runs.
 *
 * <p>Failure semantics: whatever goes wrong ends the session, and with it the claim; the next attempt starts afresh.
 */
final class Succession {
    private static final Logger LOG = Logger.getLogger(Succession.class);

    /** How long an owner's session may be silent; it speaks every second. */
    static final Duration SILENCE = Duration.ofSeconds(9);

    private static final Duration LOOK = Duration.ofMillis(500);

    /** "towp" and "agnt" in ASCII; advisory locks are per database. */
    private static final int[] KEY = {0x746f7770, 0x61676e74};

    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock($1, $2)";
    private static final String END_SILENT = """
            SELECT pid, pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity a USING (pid)
            WHERE locktype = 'advisory' AND granted AND classid = $1::bigint::oid AND objid = $2::bigint::oid AND objsubid = 2
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND a.state IS NOT NULL
              AND greatest(a.backend_start, a.query_start, a.state_change)
                  < clock_timestamp() - $3::bigint * interval '1 ms'""";
    private static final String END_OWNERS = """
            SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND application_name ~ '^towpath-agent/[^/]+/[0-9]+$'""";
    private static final String RAISE = """
            UPDATE towpath.fence SET epoch = epoch + 1, owner = $1, taken_at = clock_timestamp() RETURNING epoch""";

    private final AgentSettings settings;
    private final CountDownLatch never = new CountDownLatch(1);

    Succession(AgentSettings settings) {
        this.settings = settings;
    }

    /** Stands by until this process is the owner; returns its epoch. */
    long await(TargetSession session) throws InterruptedException {
        while (!session.row(TRY_LOCK, KEY[0], KEY[1]).orElseThrow().getBoolean(0)) {
            session.query(END_SILENT, (long) KEY[0], (long) KEY[1], SILENCE.toMillis())
                    .forEach(row -> LOG.warnf("ended the silent owner's session pid=%d", row.getInteger(0)));
            rest(LOOK);
        }
        return takeOver(session);
    }

    private long takeOver(TargetSession session) throws InterruptedException {
        while (session.query(END_OWNERS).size() > 0) {
            rest(Duration.ofMillis(100));
        }
        long epoch = session.row(RAISE, settings.instance()).orElseThrow().getLong(0);
        session.query("SELECT set_config('application_name', $1, false)", settings.ownerName(epoch));
        return epoch;
    }

    private void rest(Duration time) throws InterruptedException {
        never.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
