package dev.towpath.contracts.codec;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as files and messages write them: {@code 200ms}, {@code 30s}, {@code 10m}, {@code 12h}, {@code 7d}. */
public final class DurationText {
    /** What {@link #parse} accepts. */
    public static final String PATTERN = "[0-9]{1,9}(ms|s|m|h|d)";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final long MILLIS_PER_DAY = 86_400_000;

    private DurationText() {}

    /** Reads one number with its unit; throws IllegalArgumentException for anything else, a negative one included. */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a duration such as 200ms, 30s, 10m, 12h or 7d");
        }
        return Duration.ofMillis(Long.parseLong(matcher.group(1)) * unit(matcher.group(2)));
    }

    /** Writes the largest unit that leaves no rest; what is below a millisecond is cut off. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            if (millis % unit(unit) == 0) {
                return millis / unit(unit) + unit;
            }
        }
        return millis + "ms";
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> MILLIS_PER_DAY;
            default -> throw new IllegalArgumentException("no such unit: " + unit);
        };
    }
}
