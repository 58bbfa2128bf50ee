package dev.towpath.agent.report;

import dev.towpath.agent.ledger.Ledger;
import dev.towpath.contracts.outcome.AgentAnnounced;
import java.util.List;

/**
 * Under which names others are connected to the database now: by it people see who still uses the database without having
 * said so. Clients name themselves, or don't; the agents' own sessions and sessions without a name are left out.
 */
public final class OtherSessions {
    private static final String NAMES = """
            SELECT DISTINCT left(application_name, 128) COLLATE "C" AS name FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> ''
              AND application_name !~ '^towpath-agent/[^/]+/([0-9]+|stand-by)$'
            ORDER BY name LIMIT %d""".formatted(AgentAnnounced.MOST_SESSIONS);

    private final Ledger ledger;

    public OtherSessions(Ledger ledger) {
        this.ledger = ledger;
    }

    /** At most the first {@link AgentAnnounced#MOST_SESSIONS} names in alphabetical order, each cut to 128 characters. */
    public List<String> names() throws InterruptedException {
        return ledger.read(session -> session.rows(row -> row.getString(0), NAMES));
    }
}
