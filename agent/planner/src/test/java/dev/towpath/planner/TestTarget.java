package dev.towpath.planner;

import dev.towpath.planner.catalog.CatalogSnapshot;
import dev.towpath.planner.catalog.SnapshotQuery;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.servers.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of a real server with the roles of the documented grants: {@code shop_owner} owns the tables,
 * {@code towpath_agent} is a member of it and owns schema {@code towpath}, {@code shop_app} may only do what a test
 * grants it.
 */
final class TestTarget implements AutoCloseable {
    static final String AGENT = "towpath_agent";
    static final String APP = "shop_app";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String URL = PostgresServer.start().jdbcUrl("");

    private final String database;
    private final List<Connection> connections = new ArrayList<>();

    private TestTarget(String database) {
        this.database = database;
    }

    static TestTarget create() throws SQLException {
        TestTarget target = new TestTarget("t" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet());
        try (Connection connection = DriverManager.getConnection(URL + "postgres", "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            for (String role : List.of("shop_owner", AGENT, APP)) {
                statement.execute("DO $$ BEGIN CREATE ROLE " + role
                        + " LOGIN PASSWORD 'secret'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
            }
            statement.execute("GRANT shop_owner TO " + AGENT);
            statement.execute("CREATE DATABASE " + target.database + " OWNER shop_owner");
        }
        target.superuser("CREATE SCHEMA towpath AUTHORIZATION " + AGENT + "; GRANT ALL ON SCHEMA public TO shop_owner");
        if (target.version() >= 150000) {
            target.superuser("GRANT SET ON PARAMETER session_replication_role TO " + AGENT);
        }
        return target;
    }

    int version() throws SQLException {
        return Integer.parseInt(
                query(connect("postgres"), "SHOW server_version_num").getFirst());
    }

    Connection connect(String role) throws SQLException {
        String password = role.equals("postgres") ? "postgres" : "secret";
        Connection connection = DriverManager.getConnection(URL + database, role, password);
        connections.add(connection);
        return connection;
    }

    /** Runs a script as the tables' owner. */
    void owner(String script) throws SQLException {
        try (Connection connection = connect("shop_owner")) {
            execute(connection, script);
        }
    }

    void superuser(String script) throws SQLException {
        try (Connection connection = connect("postgres")) {
            execute(connection, script);
        }
    }

    /** What the agent's role reads, from a session whose search path is not pg_catalog. */
    CatalogSnapshot snapshot(String schema, String table) throws SQLException {
        return CatalogSnapshot.parse(snapshotJson(AGENT, schema, table));
    }

    String snapshotJson(String role, String schema, String table) throws SQLException {
        String sql = SnapshotQuery.sql().replace("$1", Sql.string(schema)).replace("$2", Sql.string(table));
        try (Connection connection = connect(role)) {
            return query(connection, sql).getFirst();
        }
    }

    /** The answer to the last statement of a script, from a session whose search path is not pg_catalog. */
    String trial(String script) throws SQLException {
        try (Connection connection = connect(AGENT);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setEscapeProcessing(false);
            String last = "";
            boolean rows = statement.execute(script);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    ResultSet result = statement.getResultSet();
                    result.next();
                    last = result.getString(1);
                }
                rows = statement.getMoreResults();
            }
            connection.commit();
            return last;
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Each row as its columns joined by {@code |}. */
    static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
                }
            }
            return rows;
        }
    }

    static String resource(String name) {
        try (InputStream in = TestTarget.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        try (Connection connection = DriverManager.getConnection(URL + "postgres", "postgres", "postgres")) {
            execute(connection, "DROP DATABASE " + database);
        }
    }
}
