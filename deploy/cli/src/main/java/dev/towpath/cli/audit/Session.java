package dev.towpath.cli.audit;

import dev.towpath.cli.offline.TargetUrl;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A session that reads, in one snapshot, row by row. A place that can't be reached or read ends the call: what was not
 * looked at is not intact.
 */
final class Session implements AutoCloseable {
    private static final int ROWS = 500;

    private final TargetUrl place;
    private final Connection connection;

    private Session(TargetUrl place, Connection connection) {
        this.place = place;
        this.connection = connection;
    }

    interface RowReader {
        void row(ResultSet row) throws SQLException;
    }

    static Session open(TargetUrl place) {
        Properties properties = new Properties();
        properties.putAll(place.login());
        properties.setProperty("ApplicationName", "towpath-audit");
        properties.setProperty("loginTimeout", "10");
        try {
            Connection connection = DriverManager.getConnection(place.jdbc(), properties);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new Session(place, connection);
        } catch (SQLException e) {
            throw unreachable(place, e);
        }
    }

    void each(String sql, RowReader reader) {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.row(rows);
                }
            }
        } catch (SQLException e) {
            throw unreachable(place, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw unreachable(place, e);
        }
    }

    private static CallEnded unreachable(TargetUrl place, SQLException e) {
        return new CallEnded(ExitCode.NOT_REACHED, place.place() + " can't be read (SQLSTATE " + e.getSQLState() + ")");
    }
}
