package dev.towpath.agent.backfill;

import java.util.List;

/**
 * The rows of one batch: above {@code from}, up to and including {@code upTo}. The next window starts where this one
 * ends, so that no row lies between two windows and none in both.
 */
public record Window(Cursor from, List<String> upTo) {
    public Window {
        upTo = List.copyOf(upTo);
        if (upTo.isEmpty()) {
            throw new IllegalArgumentException("a key has at least one column");
        }
    }

    /** Where the walk stands once this window is done. */
    public Cursor end() {
        return new Cursor.After(upTo);
    }

    /** The arguments of the batch's statement, as SQL. */
    public String arguments() {
        return from.literal() + ", " + ArrayLiteral.of(upTo);
    }
}
