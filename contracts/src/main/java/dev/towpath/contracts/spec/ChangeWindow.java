package dev.towpath.contracts.spec;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * When, in each week, a gate may open: {@code tue-thu 02:00-04:00 Europe/Berlin}. Days and times are those of the zone's
 * wall clocks; the days say when it begins, and an end that is not after its start is on the next day.
 *
 * <p>Where clocks change: a time that they skip is the moment of the change, so that a window which lies wholly in the
 * skipped hour is not there on that day; a time that they show twice is the first of the two.
 *
 * @param from inclusive
 * @param until exclusive; midnight is the end of the day
 */
public record ChangeWindow(DayOfWeek first, DayOfWeek last, LocalTime from, LocalTime until, ZoneId zone) {
    /** What {@link #parse} accepts, apart from the zone's name. */
    public static final String PATTERN = "(mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))?"
            + " ([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00) [A-Za-z0-9+:/_-]{1,64}";

    private static final Pattern FORM =
            Pattern.compile("([a-z]{3})(?:-([a-z]{3}))? ([0-9:]{5})-([0-9:]{5}) ([A-Za-z0-9+:/_-]{1,64})");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String END_OF_DAY = "24:00";
    /** A window a week, of which some may be left out where clocks change. */
    private static final int DAYS_AHEAD = 30;

    /** One time that the window is open: from the first moment to the last, which no longer belongs to it. */
    public record Opening(Instant from, Instant until) {
        public boolean covers(Instant time) {
            return !time.isBefore(from) && time.isBefore(until);
        }
    }

    /** Reads the text form; throws IllegalArgumentException that says what is wrong. */
    public static ChangeWindow parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!text.matches(PATTERN) || !form.matches()) {
            throw new IllegalArgumentException("must be days, times and a zone, such as tue-thu 02:00-04:00 UTC");
        }
        String last = form.group(2) == null ? form.group(1) : form.group(2);
        return new ChangeWindow(
                day(form.group(1)), day(last), LocalTime.parse(form.group(3)), end(form.group(4)), zone(form.group(5)));
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.of(DAYS.indexOf(name) + 1);
    }

    private static LocalTime end(String text) {
        return text.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("names no time zone that is known here: " + name, unknown);
        }
    }

    /** The opening that lasts at {@code time}, or the next one after it. */
    public Opening openingFrom(Instant time) {
        LocalDate start = time.atZone(zone).toLocalDate().minusDays(2);
        return IntStream.range(0, DAYS_AHEAD)
                .mapToObj(start::plusDays)
                .filter(this::beginsOn)
                .map(this::on)
                .filter(opening -> opening.from().isBefore(opening.until()))
                .filter(opening -> opening.until().isAfter(time))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no week without " + this));
    }

    private boolean beginsOn(LocalDate date) {
        int length = Math.floorMod(last.getValue() - first.getValue(), 7);
        return Math.floorMod(date.getDayOfWeek().getValue() - first.getValue(), 7) <= length;
    }

    private Opening on(LocalDate date) {
        LocalDate end = until.isAfter(from) ? date : date.plusDays(1);
        return new Opening(instant(date.atTime(from)), instant(end.atTime(until)));
    }

    private Instant instant(LocalDateTime shown) {
        ZoneOffsetTransition change = zone.getRules().getTransition(shown);
        return change != null && change.isGap()
                ? change.getInstant()
                : shown.atZone(zone).toInstant();
    }

    /** The text form, as {@link #parse} reads it. */
    @Override
    public String toString() {
        String days = first == last ? name(first) : name(first) + "-" + name(last);
        String end = until.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : until.toString();
        return days + " " + from + "-" + end + " " + zone;
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
