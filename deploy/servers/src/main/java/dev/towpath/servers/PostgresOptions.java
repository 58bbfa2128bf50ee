package dev.towpath.servers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a PostgreSQL server is started.
 *
 * @param version must be the one that made {@code data}
 * @param port 0 takes a free one
 * @param data kept after the end if given; else a temporary folder that is removed
 * @param settings beside, or instead of, those that every server has
 */
public record PostgresOptions(
        PostgresVersion version, int port, @Nullable Path data, Map<String, String> settings) {
    /** Of the version that the system property {@code towpath.postgres} asks for. */
    public static final PostgresOptions DEFAULT = new PostgresOptions(asked(), 0, null, Map.of());

    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    public PostgresOptions withVersion(PostgresVersion chosen) {
        return new PostgresOptions(chosen, port, data, settings);
    }

    public PostgresOptions withPort(int chosen) {
        return new PostgresOptions(version, chosen, data, settings);
    }

    public PostgresOptions withData(Path folder) {
        return new PostgresOptions(version, port, folder, settings);
    }

    public PostgresOptions with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new PostgresOptions(version, port, data, more);
    }

    private static PostgresVersion asked() {
        PostgresVersion unasked =
                PostgresServer.inContainers() ? ContainerPostgresServer.DEFAULT_VERSION : PostgresVersion.DEFAULT;
        return PostgresVersion.of(System.getProperty("towpath.postgres", unasked.toString()));
    }
}
