package dev.towpath.contracts.codec;

/** What may be stored, and what may be echoed, of users' text. */
final class Text {
    private static final int SHOWN = 80;

    private Text() {}

    /** PostgreSQL text holds no NUL, and UTF-8 no half of a surrogate pair: such text would poison what stores it. */
    static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** At most {@value #SHOWN} characters of it, on one line. */
    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}|\\p{Cs}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, line.offsetByCodePoints(0, SHOWN / 2)) + "…";
    }
}
