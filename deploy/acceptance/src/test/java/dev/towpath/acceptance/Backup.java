package dev.towpath.acceptance;

import java.sql.SQLException;

/**
 * A copy of the whole database {@code shop}, ledger included, as a backup is, that takes its place later. Whoever is
 * connected loses the session, as with any restore.
 */
final class Backup {
    private static final String DISCONNECT =
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'shop'";

    private final String server;

    private Backup(String server) {
        this.server = server;
    }

    static Backup of(Stack stack) throws SQLException {
        Backup backup = new Backup(stack.targetJdbc().replace("/shop?", "/postgres?"));
        backup.alone();
        backup.run("create database backup template shop owner shop");
        backup.run("alter database shop allow_connections true");
        return backup;
    }

    void restore() throws SQLException {
        alone();
        run("alter database shop rename to lost");
        run("alter database backup rename to shop");
    }

    private void alone() throws SQLException {
        run("alter database shop allow_connections false");
        run(DISCONNECT);
    }

    private void run(String sql) throws SQLException {
        Catalog.run(server, sql);
    }
}
