package dev.towpath.standalone.shop.instance;

import dev.towpath.standalone.shop.ShopTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thread with one connection, which serves a request at each beat of its schedule, whether or not the database keeps
 * up: latency counts from when the request was due, so that a stall of the database is seen by every request that it
 * delayed. It connects again after a lost connection; the requests that met none are counted as such.
 */
final class Worker implements Runnable {
    private static final Duration PERIOD = Duration.ofMillis(60);
    private static final int WARM_UP = 100;

    private final ShopTables tables;
    private final String application;
    private final List<Request> requests;
    private final Customers customers;
    private final CurrentMapping mapping;
    private final Tally tally;
    private final CountDownLatch ending;
    private @Nullable Connection connection;

    Worker(
            ShopTables tables,
            String application,
            List<Request> requests,
            Customers customers,
            CurrentMapping mapping,
            Tally tally,
            CountDownLatch ending) {
        this.tables = tables;
        this.application = application;
        this.requests = requests;
        this.customers = customers;
        this.mapping = mapping;
        this.tally = tally;
        this.ending = ending;
    }

    /** Reads for a while without counting: a service takes no requests before it has loaded its code. */
    void warmUp() {
        Tally uncounted = new Tally("");
        for (int i = 0; i < WARM_UP; i++) {
            serve(Request.READ, System.nanoTime(), uncounted);
        }
        uncounted.empty(java.time.Instant.EPOCH).wrong().forEach(tally::stale);
    }

    @Override
    public void run() {
        long due = System.nanoTime();
        for (int n = 0; !endsBefore(due); n++) {
            serve(requests.get(n % requests.size()), due, tally);
            due += PERIOD.toNanos();
        }
        close();
    }

    private void serve(Request request, long due, Tally counted) {
        try (CurrentMapping.Use use = mapping.use()) {
            try {
                request.run(connected(), use.mapping(), customers);
                counted.served(Duration.ofNanos(System.nanoTime() - due));
            } catch (SQLException e) {
                counted.failed(request.name(), use.mapping(), e);
                close();
            } catch (StaleName e) {
                counted.stale(application + " " + request + " through "
                        + use.mapping().column() + ": " + e.getMessage());
                close();
            }
        }
    }

    private boolean endsBefore(long due) {
        try {
            return ending.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Connection connected() throws SQLException {
        Connection now = connection;
        if (now == null) {
            now = tables.connect(application);
            connection = now;
        }
        return now;
    }

    private void close() {
        Connection last = connection;
        connection = null;
        try {
            if (last != null) {
                last.close();
            }
        } catch (SQLException e) {
            return; // it was lost before
        }
    }
}
