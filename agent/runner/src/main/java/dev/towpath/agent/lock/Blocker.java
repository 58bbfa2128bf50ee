package dev.towpath.agent.lock;

import io.vertx.sqlclient.Row;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A session that holds, or waits before us for, what a step waits for. Never carries a query's text: it may hold
 * literals of users.
 *
 * @param application as the session named itself; may be empty
 * @param kind {@code backend_type}, such as {@code client backend}
 * @param since start of its transaction, as the server writes it; empty where there is none
 */
public record Blocker(int pid, String application, String kind, String state, String since) {
    private static final int SHOWN = 5;
    private static final String AUTOVACUUM = "autovacuum worker";

    /** The session {@code a} of {@code pg_stat_activity}, if there is one, as {@link #of} reads it. */
    public static final String COLUMNS = """
            coalesce(a.application_name, ''), coalesce(a.backend_type, 'prepared transaction'),
            coalesce(a.state, ''), coalesce(date_trunc('second', a.xact_start)::text, '')""";

    /** Reads a pid and {@link #COLUMNS}. */
    public static Blocker of(Row row) {
        return new Blocker(row.getInteger(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    boolean isAutovacuum() {
        return kind.equals(AUTOVACUUM);
    }

    /** One line for people: the sessions in the order of their transactions' start, at most {@value #SHOWN} of them. */
    static String line(List<Blocker> blockers) {
        String shown = blockers.stream()
                .sorted(Comparator.comparing(Blocker::since).thenComparing(Blocker::pid))
                .limit(SHOWN)
                .map(Blocker::line)
                .collect(Collectors.joining("; "));
        return blockers.size() > SHOWN ? shown + "; and " + (blockers.size() - SHOWN) + " more" : shown;
    }

    private String line() {
        return "pid %d (%s), %s, since %s"
                .formatted(
                        pid,
                        application.isEmpty() ? kind : application,
                        state.isEmpty() ? "active" : state,
                        since.isEmpty() ? "unknown" : since);
    }
}
