package dev.towpath.servers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a PostgreSQL server is started.
 *
 * @param port 0 takes a free one
 * @param data kept after the end if given; else a temporary folder that is removed
 * @param settings beside, or instead of, those that every server has
 */
public record PostgresOptions(int port, @Nullable Path data, Map<String, String> settings) {
    public static final PostgresOptions DEFAULT = new PostgresOptions(0, null, Map.of());

    public PostgresOptions {
        settings = Map.copyOf(settings);
    }

    public PostgresOptions withPort(int chosen) {
        return new PostgresOptions(chosen, data, settings);
    }

    public PostgresOptions withData(Path folder) {
        return new PostgresOptions(port, folder, settings);
    }

    public PostgresOptions with(String setting, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value);
        return new PostgresOptions(port, data, more);
    }
}
