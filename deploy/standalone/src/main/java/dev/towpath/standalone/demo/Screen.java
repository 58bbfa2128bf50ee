package dev.towpath.standalone.demo;

import java.util.Locale;

/**
 * The demo's output, from any thread. On a terminal there may be one line at the bottom that is written over again and
 * again; it steps aside for lines that stay. Elsewhere there is no such line.
 */
final class Screen {
    private static final String CLEARED = "\r\u001b[K";

    private final boolean terminal = Boolean.getBoolean("towpath.terminal");
    private String passing = "";

    boolean isTerminal() {
        return terminal;
    }

    /** A line that stays. */
    synchronized void line(String format, Object... values) {
        if (!passing.isEmpty()) {
            System.out.print(CLEARED);
        }
        System.out.println(String.format(Locale.ROOT, format, values));
        System.out.print(passing);
        System.out.flush();
    }

    /** The line that the next one replaces; empty for none. */
    synchronized void passing(String text) {
        if (terminal) {
            passing = text;
            System.out.print(CLEARED + text);
            System.out.flush();
        }
    }
}
