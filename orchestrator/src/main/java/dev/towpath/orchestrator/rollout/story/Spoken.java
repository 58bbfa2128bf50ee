package dev.towpath.orchestrator.rollout.story;

import java.time.Duration;
import java.util.Locale;

/** Figures as people say them. */
final class Spoken {
    private static final int HASH = 12;

    private Spoken() {}

    /** The two largest units that matter: {@code 40 ms}, {@code 1.2 s}, {@code 41 s}, {@code 5 min 3 s}, {@code 7 d 2 h}. */
    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return Math.max(0, duration.toMillis()) + " ms";
        }
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (duration.toMinutes() < 60) {
            return pair(duration.toMinutes(), "min", seconds % 60, "s");
        }
        if (duration.toHours() < 24) {
            return pair(duration.toHours(), "h", duration.toMinutes() % 60, "min");
        }
        return pair(duration.toDays(), "d", duration.toHours() % 24, "h");
    }

    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    /** Enough of a plan's hash to tell it from another one. */
    static String hash(String hash) {
        return hash.length() <= HASH ? hash : hash.substring(0, HASH);
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
