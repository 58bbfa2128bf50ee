package dev.towpath.standalone.part;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.servers.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;

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
        superuser.run(NAME, grants());
        superuser.setPassword(AGENT);
    }

    /** What its agent is told. */
    public WatchedDatabase watched() {
        return new WatchedDatabase(
                new DatabaseId(NAME), "postgresql://" + Ports.HOST + ":" + port + "/" + NAME, AGENT, AGENT);
    }

    private static String grants() {
        try (InputStream file = TargetServer.class.getClassLoader().getResourceAsStream(GRANTS)) {
            return new String(Objects.requireNonNull(file, GRANTS).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(GRANTS + " can't be read", e);
        }
    }
}
