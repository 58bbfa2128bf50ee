package dev.towpath.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** PostgreSQL as a child process. If this JVM is killed the server outlives it, as it would any client. */
public final class EmbeddedPostgresServer implements PostgresServer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PostgresCluster cluster;
    private final PostgresOptions options;
    private final int port;
    private final Path log;
    private final @Nullable Path temporary;
    private final Thread atExit = new Thread(this::end);
    private volatile Process process;

    private EmbeddedPostgresServer(PostgresOptions options, PostgresCluster cluster, Path log, @Nullable Path temporary)
            throws IOException {
        this.options = options;
        this.cluster = cluster;
        this.port = options.port() == 0 ? Ports.free() : options.port();
        this.log = log;
        this.temporary = temporary;
        this.process = launch();
    }

    static EmbeddedPostgresServer start(PostgresOptions options) {
        Path given = options.data();
        Path temporary = given == null ? Folders.temporary("towpath-postgres-") : null;
        Path data = temporary == null ? Objects.requireNonNull(given) : temporary.resolve("data");
        try {
            PostgresCluster cluster = PostgresCluster.open(data, options.version());
            Path log = Files.createTempFile("towpath-postgres-", ".log");
            var server = new EmbeddedPostgresServer(options, cluster, log, temporary);
            Runtime.getRuntime().addShutdownHook(server.atExit);
            server.awaitConnections();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(cluster.command(port, options.settings()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    @Override
    public String host() {
        return Ports.HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void revive() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitConnections();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyShuttingDown) {
            return;
        }
    }

    private void end() {
        if (process.isAlive()) {
            cluster.stop(25);
            process.destroyForcibly();
            process.onExit().join();
        }
        if (temporary != null) {
            Folders.delete(temporary);
        }
        Folders.delete(log);
    }

    private void awaitConnections() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!cluster.ready(process.pid())) {
            if (pauseOrExit() || Instant.now().isAfter(deadline)) {
                String end = logText();
                close();
                throw new ServerNotStarted("PostgreSQL on port " + port + " did not start:\n" + end);
            }
        }
    }

    /** Waits a moment; true if the process has ended. */
    private boolean pauseOrExit() {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private String logText() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
