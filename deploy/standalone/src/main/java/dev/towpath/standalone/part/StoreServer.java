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

    public StoreLogin login() {
        return new StoreLogin("postgresql://" + Ports.HOST + ":" + port + "/" + NAME, NAME, NAME);
    }
}
