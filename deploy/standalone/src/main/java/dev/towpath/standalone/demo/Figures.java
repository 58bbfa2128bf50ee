package dev.towpath.standalone.demo;

import dev.towpath.contracts.Stage;
import java.time.Duration;
import java.util.Locale;

/** Figures for people. */
final class Figures {
    private Figures() {}

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    /** A stage that is done. */
    static String stage(Stage stage, Duration took, long rows) {
        String line = String.format(Locale.ROOT, "  %-11s done in %s", stage.wireName(), seconds(took));
        double rate = rows / Math.max(0.001, took.toMillis() / 1000.0);
        return rows == 0 ? line : line + String.format(Locale.ROOT, ", %,d rows, %,.0f rows/s", rows, rate);
    }
}
