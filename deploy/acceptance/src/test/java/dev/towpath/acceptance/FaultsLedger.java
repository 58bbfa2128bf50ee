package dev.towpath.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What a long run has come to, kept in {@code target} so that the next call goes on where this one was ended: a line for
 * each rollout that bore all of its faults. A seed without a line is run again.
 */
final class FaultsLedger {
    private static final Path FILE = Path.of(System.getProperty("basedir", ".")).resolve("target/faults.md");
    private static final Path PAGE = Path.of(System.getProperty("basedir", ".")).resolve("../../docs/reliability.md");
    private static final String BEGIN = "<!-- faults: written by the long run -->\n";
    private static final String END = "<!-- /faults -->";
    private static final String HEAD = """
            | seed | faults, each in the middle of a step | began | seconds |
            |---|---|---|---|
            """;

    private FaultsLedger() {}

    /** One for each rollout so far. */
    static List<String> lines() throws IOException {
        return Files.exists(FILE) ? Files.readAllLines(FILE) : List.of();
    }

    static void add(long seed, List<Hit> hits, Instant began) throws IOException {
        String faults = String.join(
                "; ",
                hits.stream()
                        .map(hit -> hit.strike().fault() + " in " + hit.before().step())
                        .toList());
        String line = "| %d | %s | %s | %d |%n"
                .formatted(
                        seed,
                        faults,
                        began.truncatedTo(ChronoUnit.SECONDS),
                        began.until(Instant.now(), ChronoUnit.SECONDS));
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Puts the whole table into the page, in place of the last one; the next run begins anew. */
    static void publish() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END, begin);
        if (begin < BEGIN.length() || end < 0) {
            throw new IllegalStateException(PAGE + " has no place for the table; it is kept in " + FILE);
        }
        Files.writeString(PAGE, page.substring(0, begin) + HEAD + Files.readString(FILE) + page.substring(end));
        Files.delete(FILE);
    }
}
