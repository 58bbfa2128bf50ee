package dev.towpath.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Somebody else's long transaction that has the lock of a writer on {@code users}, and changes no row: while it lasts no
 * step that needs the table gets it, and no index is built to its end.
 */
final class Writer {
    private final Connection connection;

    private Writer(Connection connection) {
        this.connection = connection;
    }

    static Writer on(Stack stack) throws SQLException {
        Connection connection = DriverManager.getConnection(stack.shopJdbc());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE users SET email = email WHERE false");
        }
        return new Writer(connection);
    }

    /** Gives the lock back; also after the server has died. */
    void leave() throws SQLException {
        connection.close();
    }
}
