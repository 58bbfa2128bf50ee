package dev.towpath.standalone.part;

import dev.towpath.contracts.DatabaseId;
import java.net.URI;
import java.util.Map;

/**
 * A database that an agent looks after.
 *
 * @param url {@code postgresql://host:port/database}, without user and password
 */
public record WatchedDatabase(DatabaseId id, String url, String user, String password) {
    /** The same one, reached through another port. */
    public WatchedDatabase through(int port) {
        URI direct = URI.create(url);
        return new WatchedDatabase(
                id, "postgresql://" + direct.getHost() + ":" + port + direct.getRawPath(), user, password);
    }

    Map<String, String> environment() {
        return Map.of(
                "TOWPATH_AGENT_DATABASE", id.value(),
                "TOWPATH_TARGET_URL", url,
                "TOWPATH_TARGET_USERNAME", user,
                "TOWPATH_TARGET_PASSWORD", password);
    }
}
