package dev.towpath.standalone.part;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.servers.Ports;
import java.sql.SQLException;

/**
 * The contents of the target's server: role and database {@code shop}, statement statistics, and the agent's role with the
 * documented grants, which are read from the same file that users are given.
 */
public record TargetServer(int port) {
    private static final String NAME = "shop";
    private static final String AGENT = "towpath_agent";
    private static final String GRANTS = "db/grants/postgresql.sql";

    public void furnish() throws SQLException {
        Superuser superuser = new Superuser(port);
        superuser.makeRole(NAME);
        superuser.makeDatabase(NAME, NAME);
        superuser.run(NAME, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        superuser.run(NAME, Bundled.text(GRANTS));
        superuser.setPassword(AGENT);
    }

    /** What its agent is told. */
    public WatchedDatabase watched() {
        return new WatchedDatabase(
                new DatabaseId(NAME), "postgresql://" + Ports.HOST + ":" + port + "/" + NAME, AGENT, AGENT);
    }
}
