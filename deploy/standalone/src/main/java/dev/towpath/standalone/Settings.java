package dev.towpath.standalone;

import dev.towpath.servers.PostgresVersion;
import dev.towpath.standalone.part.WatchedDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a standalone consists of.
 *
 * @param detours ways to our servers that lead through proxies
 * @param target the version of a target server of our own, with database {@code shop}, if one is part of it
 * @param orchestrators the first one serves {@code endpoints.api()}
 * @param agents agents per database: one works, the others stand by
 * @param databases on servers of the user's own
 * @param shop whether the sample shop uses our own target
 */
record Settings(
        Path data,
        Endpoints endpoints,
        Detours detours,
        Optional<PostgresVersion> target,
        int orchestrators,
        int agents,
        List<WatchedDatabase> databases,
        boolean shop) {
    Settings {
        databases = List.copyOf(databases);
    }

    /** One of each, a target of the default version, and the shop. */
    static Settings demo(Path data, Endpoints endpoints) {
        return new Settings(
                data, endpoints, new Detours(), Optional.of(PostgresVersion.DEFAULT), 1, 1, List.of(), true);
    }
}
