package dev.towpath.standalone.demo;

import java.time.Duration;
import java.util.Locale;

/** Figures for people. */
final class Figures {
    private Figures() {}

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
