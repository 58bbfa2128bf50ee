package dev.towpath.cli.text;

import java.util.regex.Pattern;

/** What may reach a terminal. */
public final class Terminal {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");
    private static final Pattern FRACTION = Pattern.compile("\\.[0-9]+Z$");

    private Terminal() {}

    /** The text without control characters: a column's name must not move the cursor. */
    public static String safe(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    /** An ISO-8601 UTC time to the second. */
    public static String time(String iso) {
        return FRACTION.matcher(iso).replaceFirst("Z").replace('T', ' ');
    }

    /** Every line of {@code text} behind {@code margin}. */
    static String indent(String text, String margin) {
        return margin + text.strip().replace("\n", "\n" + margin);
    }
}
