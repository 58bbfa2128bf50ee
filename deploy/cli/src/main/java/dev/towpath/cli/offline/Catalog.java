package dev.towpath.cli.offline;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.planner.catalog.SnapshotQuery;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/** Reads the catalog over JDBC in a read-only session. */
final class Catalog {
    private final TargetUrl target;

    Catalog(TargetUrl target) {
        this.target = target;
    }

    /** What the catalog says of a table, as the planner's JSON. */
    String read(String schema, String table) {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(jdbcSql())) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the snapshot query gave no row");
                }
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new CallEnded(
                    ExitCode.REJECTED,
                    "the catalog of " + target.place() + " can't be read (SQLSTATE " + e.getSQLState() + ")");
        }
    }

    private Connection connect() {
        Properties properties = new Properties();
        properties.putAll(target.login());
        properties.setProperty("readOnly", "true");
        properties.setProperty("readOnlyMode", "always");
        properties.setProperty("ApplicationName", "towpath-plan");
        properties.setProperty("loginTimeout", "10");
        try {
            return DriverManager.getConnection(target.jdbc(), properties);
        } catch (SQLException e) {
            throw new CallEnded(
                    ExitCode.NOT_REACHED,
                    "no database reached at " + target.place() + " (SQLSTATE " + e.getSQLState() + ")");
        }
    }

    /** The planner numbers its two parameters, each used once and in that order. */
    private static String jdbcSql() {
        return SnapshotQuery.sql().replace("$1", "?").replace("$2", "?");
    }
}
