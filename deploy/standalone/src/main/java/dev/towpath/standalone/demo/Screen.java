package dev.towpath.standalone.demo;

import java.util.Locale;

/** The demo's output. On a terminal one line may be written over again and again; elsewhere such lines are left out. */
final class Screen {
    private final boolean terminal = Boolean.getBoolean("towpath.terminal");
    private boolean passing;

    void line(String format, Object... values) {
        if (passing) {
            System.out.print("\r\u001b[K");
            passing = false;
        }
        System.out.println(String.format(Locale.ROOT, format, values));
        System.out.flush();
    }

    /** A line that the next one replaces. */
    void passing(String format, Object... values) {
        if (terminal) {
            System.out.print("\r\u001b[K" + String.format(Locale.ROOT, format, values));
            System.out.flush();
            passing = true;
        }
    }
}
