package dev.towpath.agent.stage;

import dev.towpath.agent.target.TargetSession;
import io.vertx.sqlclient.Row;

/** Asks the catalog one of a plan's yes-or-no questions. */
final class Probe {
    private Probe() {}

    /** True if {@code query} gives a row that begins with true; no row and NULL are no. */
    static boolean holds(TargetSession session, String query) throws InterruptedException {
        return session.row(query).map(Probe::first).orElse(false);
    }

    private static boolean first(Row row) {
        return Boolean.TRUE.equals(row.getBoolean(0));
    }
}
