package dev.towpath.standalone;

import dev.towpath.standalone.part.WatchedDatabase;
import java.nio.file.Path;
import java.util.List;

/**
 * What a standalone consists of.
 *
 * @param target whether a target server of our own, with database {@code shop}, is part of it
 * @param agents agents per database: one works, the others stand by
 * @param databases on servers of the user's own
 */
record Settings(Path data, Endpoints endpoints, boolean target, int agents, List<WatchedDatabase> databases) {
    Settings {
        databases = List.copyOf(databases);
    }
}
