package dev.towpath.bench.orchestrator;

import java.util.Locale;

/** Markdown on stdout, and what is going on on stderr. */
final class Page {
    private Page() {}

    static void heading(String text) {
        System.out.println("\n### " + text + "\n");
    }

    /** The head of a table. */
    static void columns(String... names) {
        System.out.println("| " + String.join(" | ", names) + " |");
        System.out.println("|---".repeat(names.length) + "|");
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    static void progress(String text) {
        System.err.println("bench: " + text);
    }
}
