package dev.towpath.standalone.shop.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that one instance wrote, kept in a file before and after each write, so that neither the instance's end nor
 * its kill makes it forget what the database has confirmed. A name that was asked for but never answered may or may not
 * be there; the first read decides. Each id belongs to one thread at a time.
 */
public final class WrittenNames {
    /** A row's name as far as it is known: one if it is certain, more while a write has not been answered. */
    public record Known(Set<String> possible) {
        public Known {
            possible = Set.copyOf(possible);
        }
    }

    private static final String ASKED = "?";
    private static final String CONFIRMED = "=";

    private final Path file;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    private WrittenNames(Path file) {
        this.file = file;
    }

    /** Opens what earlier processes have left, or begins anew. */
    public static WrittenNames open(Path file) {
        WrittenNames names = new WrittenNames(file);
        try {
            if (Files.exists(file)) {
                Files.readString(file).lines().map(line -> line.split("\t", -1)).forEach(names::replay);
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By id; rows that nobody wrote aren't there. */
    public Map<Long, Known> all() {
        return Map.copyOf(known);
    }

    /** The names that row {@code id} may hold, given what it was made with. */
    public Set<String> possible(long id, String first) {
        Known now = known.get(id);
        return now == null ? Set.of(first) : now.possible();
    }

    /** A write is about to be sent. */
    public void asked(long id, String name, String first) {
        known.put(id, with(possible(id, first), name));
        append(ASKED, id, name, first);
    }

    /** The database has said so, by confirming a write or by showing the row. */
    public void confirmed(long id, String name) {
        known.put(id, new Known(Set.of(name)));
        append(CONFIRMED, id, name, "");
    }

    private void replay(String[] line) {
        if (line.length < 5) {
            return; // cut by a kill: this write was never sent
        }
        long id = Long.parseLong(line[1]);
        known.put(id, line[0].equals(ASKED) ? with(possible(id, line[3]), line[2]) : new Known(Set.of(line[2])));
    }

    private static Known with(Set<String> possible, String name) {
        Set<String> more = new java.util.HashSet<>(possible);
        more.add(name);
        return new Known(more);
    }

    private synchronized void append(String what, long id, String name, String first) {
        try {
            Files.writeString(
                    file,
                    what + "\t" + id + "\t" + name + "\t" + first + "\t\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
