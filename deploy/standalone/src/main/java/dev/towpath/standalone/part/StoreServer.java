package dev.towpath.standalone.part;

import dev.towpath.servers.Ports;
import java.sql.SQLException;

/** The contents of the store's server: role and database {@code towpath}. The rest is the orchestrator's own migration. */
public record StoreServer(int port) {
    private static final String NAME = "towpath";

    public void furnish() throws SQLException {
        Superuser superuser = new Superuser(port);
        superuser.makeRole(NAME);
        superuser.makeDatabase(NAME, NAME);
    }

    /** @param through the port that the orchestrator connects to: this server's, or a proxy's that stands before it */
    public StoreLogin login(int through) {
        return new StoreLogin("postgresql://" + Ports.HOST + ":" + through + "/" + NAME, NAME, NAME);
    }
}
