package dev.towpath.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Clients that send one request after another at a fixed rate, late ones at once; half of them read, half write. */
final class OpenLoop implements AutoCloseable {
    private static final int CLIENTS = 8;

    private final Queue<Double> latencies = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;
    private volatile String failure = "";

    static OpenLoop start(BenchTarget target, String table, long rows, int rate) {
        OpenLoop loop = new OpenLoop();
        long period = TimeUnit.SECONDS.toNanos(CLIENTS) / rate;
        long start = System.nanoTime();
        for (int client = 0; client < CLIENTS; client++) {
            long first = start + client * period / CLIENTS;
            loop.threads.add(Thread.ofPlatform().daemon().start(() -> loop.client(target, table, rows, first, period)));
        }
        return loop;
    }

    /** The latencies, in milliseconds from when each was due, of the next {@code seconds}. */
    double[] collect(int seconds) throws Exception {
        return collectWhile(() -> TimeUnit.SECONDS.sleep(seconds));
    }

    /** The same while {@code work} goes on. */
    double[] collectWhile(Measured.Work work) throws Exception {
        latencies.clear();
        work.run();
        double[] collected = latencies.stream().mapToDouble(Double::doubleValue).toArray();
        if (!failure.isEmpty()) {
            throw new IllegalStateException("a client failed: " + failure);
        }
        return collected;
    }

    private void client(BenchTarget target, String table, long rows, long first, long period) {
        try (Connection connection = target.connect();
                PreparedStatement read =
                        connection.prepareStatement("SELECT full_name, city FROM " + table + " WHERE id = ?");
                PreparedStatement write =
                        connection.prepareStatement("UPDATE " + table + " SET full_name = ? WHERE id = ?")) {
            for (long due = first; !ended; due += period) {
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                request(read, write, rows);
                latencies.add((System.nanoTime() - due) / 1e6);
            }
        } catch (SQLException e) {
            failure = e.getSQLState() + " " + e.getMessage();
        }
    }

    private static void request(PreparedStatement read, PreparedStatement write, long rows) throws SQLException {
        long id = ThreadLocalRandom.current().nextLong(1, rows + 1);
        if (ThreadLocalRandom.current().nextBoolean()) {
            read.setLong(1, id);
            read.executeQuery().close();
        } else {
            write.setString(1, "Renamed " + id);
            write.setLong(2, id);
            write.executeUpdate();
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
