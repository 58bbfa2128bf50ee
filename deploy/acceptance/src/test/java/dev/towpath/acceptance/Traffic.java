package dev.towpath.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One application version that writes and reads one of the two columns for as long as it runs. It alone writes the rows
 * whose id leaves {@code remainder} when divided by {@code DIVISOR}, so that it knows what it must read.
 *
 * <p>A statement that fails, or a value that reads otherwise than it was written, is a broken application: recorded.
 */
final class Traffic implements AutoCloseable {
    static final int DIVISOR = 4;

    private final String jdbcUrl;
    private final String column;
    private final int remainder;
    private final long rows;
    private final Map<Long, String> written = new ConcurrentHashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong writes = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopped;

    private Traffic(String jdbcUrl, String column, int remainder, long rows) {
        this.jdbcUrl = jdbcUrl;
        this.column = column;
        this.remainder = remainder;
        this.rows = rows;
        this.thread =
                Thread.ofPlatform().name("traffic-" + column + "-" + remainder).start(this::run);
    }

    /** Starts to write {@code column} of table {@code users}, whose ids go from 1 to {@code rows}. */
    static Traffic on(String jdbcUrl, String column, int remainder, long rows) {
        return new Traffic(jdbcUrl, column, remainder, rows);
    }

    private void run() {
        String sql = "update users set \"" + column + "\" = ? where id = ? returning \"" + column + "\"";
        String insert = "insert into users(id, \"" + column + "\", email) values (?, ?, ?)";
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement update = connection.prepareStatement(sql);
                PreparedStatement add = connection.prepareStatement(insert);
                PreparedStatement read =
                        connection.prepareStatement("select \"" + column + "\" from users where id = ?")) {
            long next = rows + remainder + DIVISOR;
            while (!stopped) {
                long id = ThreadLocalRandom.current().nextLong(rows / DIVISOR - 1) * DIVISOR + DIVISOR + remainder;
                String value = column + " " + writes.incrementAndGet();
                update.setString(1, value);
                update.setLong(2, id);
                expect(id, value, update);
                written.put(id, value);
                read.setLong(1, id);
                expect(id, value, read);
                if (writes.get() % 50 == 0) {
                    insert(add, next, value);
                    next += DIVISOR;
                }
            }
        } catch (SQLException e) {
            failures.add(column + ": " + e.getSQLState() + " " + e.getMessage());
        }
    }

    private void insert(PreparedStatement add, long id, String value) throws SQLException {
        add.setLong(1, id);
        add.setString(2, value);
        add.setString(3, id + "@example.org");
        add.executeUpdate();
        written.put(id, value);
    }

    private void expect(long id, String value, PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            if (!result.next() || !value.equals(result.getString(1))) {
                failures.add(column + ": row " + id + " does not read as written");
            }
        }
    }

    long writes() {
        return writes.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** What must be in the table at the end, by id. */
    Map<Long, String> written() {
        return Map.copyOf(written);
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
