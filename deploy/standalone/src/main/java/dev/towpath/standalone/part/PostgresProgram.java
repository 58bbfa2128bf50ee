package dev.towpath.standalone.part;

import dev.towpath.servers.PostgresCluster;
import dev.towpath.servers.PostgresVersion;
import dev.towpath.servers.ServerNotStarted;
import dev.towpath.standalone.process.Program;
import dev.towpath.standalone.process.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL server on a data folder of its own, which is made at the first start. */
public record PostgresProgram(String name, PostgresVersion version, Path data, int port) implements Program {
    @Override
    public List<String> prepare() throws IOException {
        try {
            return PostgresCluster.open(data, version).command(port, Map.of());
        } catch (ServerNotStarted e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean ready(long pid) {
        return PostgresCluster.exists(data)
                && PostgresCluster.open(data, version).ready(pid);
    }

    /** By pg_ctl: the signal that Java can send would wait for every client to leave. */
    @Override
    public void end(ProcessHandle process, int seconds) {
        stopServer(data, seconds - 1);
        if (!Waiting.ended(process, 1, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** Ends whatever server an earlier run has left on {@code data}. */
    public static void stopServer(Path data, int seconds) {
        PostgresCluster.version(data)
                .ifPresent(version -> PostgresCluster.open(data, version).stop(seconds));
    }
}
