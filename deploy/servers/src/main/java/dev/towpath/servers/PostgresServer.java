package dev.towpath.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A running PostgreSQL with superuser {@code postgres}/{@code postgres}, {@code wal_level=logical},
 * {@code pg_stat_statements} loaded, and fsync on. Two system properties say which: with
 * {@code towpath.servers=testcontainers} it runs in a container (postgres:17-alpine), else embedded; {@code towpath.postgres}
 * names another major version for either. It ends with {@link #close}, at the latest with this JVM.
 */
public sealed interface PostgresServer extends AutoCloseable permits EmbeddedPostgresServer, ContainerPostgresServer {
    static PostgresServer start() {
        return start(PostgresOptions.DEFAULT);
    }

    /** Returns when the server takes connections; throws {@link ServerNotStarted}, with the end of its log, if it doesn't. */
    static PostgresServer start(PostgresOptions options) {
        return inContainers() ? ContainerPostgresServer.start(options) : EmbeddedPostgresServer.start(options);
    }

    /** Whether the tests of this JVM were asked to run on containers. */
    static boolean inContainers() {
        return System.getProperty("towpath.servers", "embedded").equals("testcontainers");
    }

    String host();

    int port();

    /** Ends the server at once, as a power cut would. */
    void kill();

    /** Starts the server again after {@link #kill}: same data, same port. In a container only if the port was chosen. */
    void revive();

    /** Ends the server in order; a temporary data folder is removed. May be called again, and after {@link #kill}. */
    @Override
    void close();

    default String superuser() {
        return PostgresCluster.SUPERUSER;
    }

    default String superuserPassword() {
        return PostgresCluster.PASSWORD;
    }

    /** As Vert.x and psql read it. */
    default String uri(String database, String user, String password) {
        return "postgresql://" + user + ":" + password + "@" + host() + ":" + port() + "/" + database;
    }

    /** As Towpath's own configuration wants it: without user and password. */
    default String uri(String database) {
        return "postgresql://" + host() + ":" + port() + "/" + database;
    }

    default String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /** A connection as superuser, for the test's own statements. */
    default Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), superuser(), superuserPassword());
    }

    /** Makes a database that belongs to the superuser. {@code name} is taken literally. */
    default void createDatabase(String name) {
        execute("postgres", "CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
    }

    /** Runs a script as superuser. */
    default void execute(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("on database " + database + ": " + e.getMessage(), e);
        }
    }
}
