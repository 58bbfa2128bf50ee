package dev.towpath.standalone.shop.instance;

import dev.towpath.standalone.shop.report.Latencies;
import dev.towpath.standalone.shop.report.Measured;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what requests came to since it was emptied last. */
final class Tally {
    /** Of SQLSTATE's classes: the connection failed, an operator or the end of the server cut it. */
    private static final List<String> CONNECTION = List.of("08", "57P");

    private final String version;
    private final Map<Integer, Long> latencies = new HashMap<>();
    private final Map<String, Long> failures = new HashMap<>();
    private final Map<String, Long> connectionErrors = new HashMap<>();
    private final List<String> stale = new ArrayList<>();
    private long served;

    Tally(String version) {
        this.version = version;
    }

    /** A request was answered, and right, that long after it was due. */
    synchronized void served(Duration took) {
        served++;
        latencies.merge(Latencies.bucket(took), 1L, Long::sum);
    }

    /** A request did not see what it must. */
    synchronized void stale(String sentence) {
        stale.add(sentence);
    }

    /** A request was refused, or lost its connection. */
    synchronized void failed(String request, Mapping mapping, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (isConnectionError(failure)) {
            connectionErrors.merge(state, 1L, Long::sum);
        } else {
            failures.merge(state + " " + request + " " + mapping.column(), 1L, Long::sum);
        }
    }

    static boolean isConnectionError(SQLException failure) {
        return CONNECTION.stream().anyMatch(String.valueOf(failure.getSQLState())::startsWith);
    }

    /** What has been counted; counting begins anew. */
    synchronized Measured empty(Instant now) {
        Measured measured =
                new Measured(now, version, served, failures, connectionErrors, stale, new Latencies(latencies));
        served = 0;
        latencies.clear();
        failures.clear();
        connectionErrors.clear();
        stale.clear();
        return measured;
    }
}
