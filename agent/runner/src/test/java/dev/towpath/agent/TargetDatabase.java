package dev.towpath.agent;

import dev.towpath.agent.migration.LedgerMigration;
import dev.towpath.agent.target.TargetAddress;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.servers.PostgresServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of its own on the one server that all tests of this JVM share: owned by role {@code shop}, with a table, and
 * with exactly the documented grants for {@code towpath_agent}.
 */
public final class TargetDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Vertx VERTX = Vertx.vertx();

    /** Started by the first test that needs it, stopped with the JVM. */
    private static final class Shared {
        static final PostgresServer SERVER = prepared(PostgresServer.start());

        private static PostgresServer prepared(PostgresServer server) {
            server.execute("postgres", "CREATE ROLE shop LOGIN PASSWORD 'shop'");
            return server;
        }
    }

    private final String name;

    private TargetDatabase(String name) {
        this.name = name;
    }

    /** In which the agent's role, if there is one, has no rights at all. */
    public static TargetDatabase foreign() {
        TargetDatabase database = bare();
        database.execute("ALTER DATABASE " + database.name + " OWNER TO postgres");
        return database;
    }

    /** Without any grant but those that come with membership in role {@code shop}. */
    public static TargetDatabase bare() {
        String name = "target_" + COUNT.incrementAndGet();
        PostgresServer server = Shared.SERVER;
        server.execute("postgres", "CREATE DATABASE " + name + " OWNER shop");
        server.execute(
                name, "SET ROLE shop; CREATE TABLE public.users (id bigint PRIMARY KEY, full_name text NOT NULL)");
        return new TargetDatabase(name);
    }

    public static TargetDatabase granted() {
        TargetDatabase database = bare();
        database.grant();
        return database;
    }

    public static TargetDatabase migrated() {
        TargetDatabase database = granted();
        var unused = new LedgerMigration(database.address()).run();
        return database;
    }

    /** What a backup that is taken now gives back later, on the same server. Nobody may be connected to this one. */
    public TargetDatabase backup() {
        String copy = "target_" + COUNT.incrementAndGet();
        Shared.SERVER.execute("postgres", "CREATE DATABASE " + copy + " TEMPLATE " + name + " OWNER shop");
        return new TargetDatabase(copy);
    }

    public void grant() {
        execute(resource("/db/grants/postgresql.sql"));
        execute("ALTER ROLE towpath_agent PASSWORD 'agent'");
    }

    /** As the agent logs in. */
    public TargetAddress address() {
        return new TargetAddress(Shared.SERVER.uri(name), "towpath_agent", "agent");
    }

    public Vertx vertx() {
        return VERTX;
    }

    public TargetSessions sessions(String applicationName) {
        return new TargetSessions(VERTX, address(), applicationName);
    }

    /** As superuser. */
    public void execute(String sql) {
        Shared.SERVER.execute(name, sql);
    }

    /** One value, as superuser; an empty text for NULL or no row. */
    public String one(String sql) {
        try (Connection connection = Shared.SERVER.connect(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Objects.requireNonNullElse(rows.getString(1), "") : "";
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Such as 180004. */
    public int version() {
        return Integer.parseInt(one("SHOW server_version_num"));
    }

    public String name() {
        return name;
    }

    public static PostgresServer server() {
        return Shared.SERVER;
    }

    private static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(TargetDatabase.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
