package dev.towpath.agent.target;

/**
 * Values written into scripts, where the simple protocol takes no parameters. Correct under
 * {@code standard_conforming_strings = on}, which every session of ours sets.
 */
public final class SqlText {
    private SqlText() {}

    /** A string literal. */
    public static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A quoted identifier. */
    public static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
