package dev.towpath.agent.backfill;

import java.util.List;

/**
 * How far a walk over a key set has come: every row with a key up to the cursor is done, no row above it is. Keys are
 * the database's own text for each key column, so that only the database ever compares them.
 */
public sealed interface Cursor {
    /** Nothing is done. */
    record Start() implements Cursor {}

    /** Everything up to and including {@code key} is done. */
    record After(List<String> key) implements Cursor {
        public After {
            key = List.copyOf(key);
            if (key.isEmpty()) {
                throw new IllegalArgumentException("a key has at least one column");
            }
        }
    }

    /** The cursor as an SQL literal of type {@code text[]}; null where nothing is done. */
    default String literal() {
        return switch (this) {
            case Start() -> "NULL::text[]";
            case After(List<String> key) -> ArrayLiteral.of(key);
        };
    }
}
