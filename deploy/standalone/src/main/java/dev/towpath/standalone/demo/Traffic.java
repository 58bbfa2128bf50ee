package dev.towpath.standalone.demo;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that write all the while, each at its own steady rate whether or not the server keeps up. */
final class Traffic implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(10);

    private final UsersTable table;
    private final List<Writer> writers = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(WRITERS);

    Traffic(UsersTable table) {
        this.table = table;
    }

    /** Half of the writers, through the old column. */
    void startOld() throws SQLException {
        start(0, UsersTable.OLD_COLUMN);
        start(1, UsersTable.OLD_COLUMN);
    }

    /** The other half, through the new one. */
    void startNew() throws SQLException {
        start(2, UsersTable.NEW_COLUMN);
        start(3, UsersTable.NEW_COLUMN);
    }

    /** Returns when nobody uses the old column any more. */
    void leaveOldColumn() {
        writers.forEach(writer -> writer.moveTo(UsersTable.NEW_COLUMN));
    }

    WriterReport report() {
        return WriterReport.together(writers.stream().map(Writer::report).toList());
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(10, TimeUnit.SECONDS);
            for (Writer writer : writers) {
                writer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(int number, String column) throws SQLException {
        Writer writer = new Writer(number, WRITERS, table, column);
        writers.add(writer);
        AtomicLong due = new AtomicLong(System.nanoTime());
        clock.scheduleAtFixedRate(() -> writer.write(due.getAndAdd(PERIOD)), 0, PERIOD, TimeUnit.NANOSECONDS);
    }
}
