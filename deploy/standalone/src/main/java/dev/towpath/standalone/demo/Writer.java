package dev.towpath.standalone.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * One client that writes names through one column at a time, and remembers what the server has confirmed. Rows belong to
 * one writer each, so that the last confirmed value is what a row must hold in the end.
 */
final class Writer implements AutoCloseable {
    private static final int INSERT_ONE_IN = 5;

    private final int number;
    private final int writers;
    private final Connection connection;
    private final Random random;
    private final Map<Long, String> confirmed = new HashMap<>();
    private String column;
    private long writes;
    private Duration slowest = Duration.ZERO;
    private String failure = "";

    Writer(int number, int writers, UsersTable table, String column) throws SQLException {
        this.number = number;
        this.writers = writers;
        this.connection = table.connect();
        this.random = new Random(number);
        this.column = column;
    }

    /** Writes one row; {@code due} is when it should have been written, in nanoseconds of this JVM's clock. */
    synchronized void write(long due) {
        if (!failure.isEmpty()) {
            return;
        }
        String name = "Person " + number + "/" + writes;
        try {
            long id = random.nextInt(INSERT_ONE_IN) == 0 ? insert(name) : update(name);
            confirmed.put(id, name);
            writes++;
            Duration took = Duration.ofNanos(System.nanoTime() - due);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        } catch (SQLException e) {
            failure = "through " + column + ": " + e.getSQLState() + " " + e.getMessage();
        }
    }

    /** What a new version of this client would do: from here on nothing is written through the old name. */
    synchronized void moveTo(String newColumn) {
        column = newColumn;
    }

    synchronized WriterReport report() {
        return new WriterReport(writes, slowest, failure, Map.copyOf(confirmed));
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }

    private long insert(String name) throws SQLException {
        String sql = "INSERT INTO users (email, " + column + ") VALUES (?, ?) RETURNING id";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "new" + number + "-" + writes + "@example.org");
            statement.setString(2, name);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private long update(String name) throws SQLException {
        long id = (long) random.nextInt(UsersTable.ROWS / writers) * writers + number + 1;
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE users SET " + column + " = ? WHERE id = ?")) {
            statement.setString(1, name);
            statement.setLong(2, id);
            statement.executeUpdate();
            return id;
        }
    }
}
