package dev.towpath.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One PostgreSQL data folder and how to serve it: made once (superuser {@code postgres} with password {@code postgres},
 * scram over TCP, no socket file, sorted by code point as C.UTF-8 does), then served by a process of the caller's. The data is safe:
 * fsync and synchronous_commit are PostgreSQL's own defaults.
 */
public final class PostgresCluster {
    public static final String SUPERUSER = "postgres";
    public static final String PASSWORD = "postgres";

    /** Written last when the folder is made. */
    private static final String FINISHED = "towpath.initialised";

    /** What every server of Towpath has: logical decoding for services, statement statistics for evidence. */
    static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", Ports.HOST,
            "unix_socket_directories", "",
            "wal_level", "logical",
            "shared_preload_libraries", "pg_stat_statements",
            "max_connections", "200",
            "timezone", "UTC",
            "log_timezone", "UTC");

    /** Where {@code postmaster.pid} says how far the server is (PostgreSQL's pidfile.h). */
    private static final int STATUS_LINE = 8;

    private final ServerUser user;
    private final PostgresVersion version;
    private final PostgresBinaries binaries;
    private final Path data;

    /** Whether {@code data} holds a finished cluster. */
    public static boolean exists(Path data) {
        return Files.exists(data.resolve(FINISHED));
    }

    private PostgresCluster(ServerUser user, PostgresVersion version, Path data) {
        this.user = user;
        this.version = version;
        this.binaries = PostgresBinaries.of(version, user);
        this.data = data;
    }

    /** The version whose data {@code data} holds; empty if there is no finished cluster. */
    public static Optional<PostgresVersion> version(Path data) {
        try {
            return exists(data)
                    ? Optional.of(PostgresVersion.of(Files.readString(data.resolve("PG_VERSION"))))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fetches and unpacks the programs of {@code version} unless they are there, {@code news} being told if that may take a
     * while; throws {@link ServerNotStarted} with the reason if they can't be had.
     */
    public static void provide(PostgresVersion version, Consumer<String> news) {
        ServerUser user = ServerUser.current();
        if (version != PostgresVersion.DEFAULT && !PostgresBinaries.present(version, user)) {
            news.accept("fetching PostgreSQL " + version + " through Maven (some 15 MB, once)");
        }
        var unused = PostgresBinaries.of(version, user);
    }

    /**
     * Opens {@code data}, making the cluster first if there is none. A half-made one, left by a crash, is made anew. Data of
     * another version is refused by {@link ServerNotStarted}.
     */
    public static PostgresCluster open(Path data, PostgresVersion version) {
        Optional<PostgresVersion> found = version(data);
        if (found.isPresent() && found.get() != version) {
            throw new ServerNotStarted(data + " was made by PostgreSQL " + found.get() + ", not " + version);
        }
        PostgresCluster cluster = new PostgresCluster(
                ServerUser.current(), version, data.toAbsolutePath().normalize());
        try {
            cluster.initialise();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cluster;
    }

    /** The command that serves the folder in the foreground; it ends on SIGINT (fast) or SIGQUIT. */
    public List<String> command(int port, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.putAll(settings);
        List<String> command = new ArrayList<>(user.prefixed(
                List.of(binaries.program("postgres"), "-D", data.toString(), "-p", Integer.toString(port))));
        all.forEach((key, value) -> {
            command.add("-c");
            command.add(key + "=" + value);
        });
        return command;
    }

    /**
     * Ends whatever server runs on the folder, within {@code seconds}: clients are cut off, data is safe. Nothing happens if
     * none runs; a server that doesn't answer goes on.
     */
    public void stop(int seconds) {
        user.run(List.of(
                binaries.program("pg_ctl"),
                "stop",
                "--pgdata=" + data,
                "--mode=fast",
                "--wait",
                "--timeout=" + seconds,
                "--silent"));
    }

    /**
     * Whether the server process {@code pid} takes connections, by the file that it keeps in its data folder: an answer on
     * the port would not tell whose it is.
     */
    public boolean ready(long pid) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() >= STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(pid))
                    && lines.get(STATUS_LINE - 1).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    private void initialise() throws IOException {
        if (exists(data)) {
            return;
        }
        Folders.delete(data);
        Files.createDirectories(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        Path password = Files.writeString(Files.createTempFile(data.getParent(), "pw", ""), PASSWORD);
        try {
            user.adopt(password);
            user.adopt(data);
            List<String> command = new ArrayList<>(List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + data,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8"));
            command.addAll(locale());
            Commands.Result made = user.run(command);
            if (made.exit() != 0) {
                throw new ServerNotStarted("PostgreSQL could not make its data folder " + data + ":\n" + made.output());
            }
        } finally {
            Files.delete(password);
        }
        Files.createFile(data.resolve(FINISHED));
        user.adopt(data);
    }

    /** PostgreSQL has a C.UTF-8 of its own since 17; before, the character classes are the system's. */
    private List<String> locale() {
        return version.compareTo(PostgresVersion.V17) >= 0
                ? List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
                : List.of("--locale=C", "--lc-ctype=C.UTF-8");
    }
}
