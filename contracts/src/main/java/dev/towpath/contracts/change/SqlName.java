package dev.towpath.contracts.change;

import java.nio.charset.StandardCharsets;

/** Names of SQL objects in rollout files: literal, as in the catalog; never folded, never quoted, a dot is a character. */
public final class SqlName {
    /** Longest name that PostgreSQL keeps whole: NAMEDATALEN - 1. */
    public static final int MAX_BYTES = 63;

    private SqlName() {}

    /** {@code name} itself; throws IllegalArgumentException for one that no catalog can hold. */
    public static String literal(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a name must not be empty");
        }
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name can't hold NUL");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a name has at most " + MAX_BYTES + " bytes in UTF-8");
        }
        return name;
    }
}
