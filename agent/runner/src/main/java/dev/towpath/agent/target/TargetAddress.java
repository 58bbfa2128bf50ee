package dev.towpath.agent.target;

import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;

/**
 * Where the target is and who logs in. {@link #toString} leaves the password out.
 *
 * @param url {@code postgresql://host:port/database}
 */
public record TargetAddress(String url, String username, String password) {
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);

    /** The driver's options, without any session setting. */
    PgConnectOptions options() {
        PgConnectOptions options =
                PgConnectOptions.fromUri(url).setUser(username).setPassword(password);
        options.setConnectTimeout((int) CONNECT_BOUND.toMillis()).setTcpKeepAlive(true);
        return options.setCachePreparedStatements(false);
    }

    /** The same place for the migrate job. */
    public String jdbcUrl() {
        return "jdbc:" + url;
    }

    @Override
    public String toString() {
        return username + " at " + url;
    }
}
