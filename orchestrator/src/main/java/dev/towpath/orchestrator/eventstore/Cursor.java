package dev.towpath.orchestrator.eventstore;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the order in which the store's rows are read.
 *
 * @param generation counts the servers that the store has lived on
 * @param tx id of the transaction that wrote the row; comparable within a generation
 * @param position counts rows; alone it says nothing about order, since commits overtake one another
 */
public record Cursor(int generation, long tx, long position) implements Comparable<Cursor> {
    /** Before everything. */
    public static final Cursor START = new Cursor(0, 0, 0);

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,18})\\.(\\d{1,18})");
    private static final Comparator<Cursor> ORDER = Comparator.comparingInt(Cursor::generation)
            .thenComparingLong(Cursor::tx)
            .thenComparingLong(Cursor::position);

    /** Reads what {@link #toString} wrote; throws IllegalArgumentException for anything else. */
    public static Cursor parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a position is <generation>.<transaction>.<number>");
        }
        return new Cursor(
                Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    @Override
    public int compareTo(Cursor other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return generation + "." + tx + "." + position;
    }
}
