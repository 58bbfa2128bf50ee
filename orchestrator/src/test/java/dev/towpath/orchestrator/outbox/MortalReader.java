package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.eventstore.Cursor;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Reads on and on, and dies now and then with everything it knew but the cursor that it stored last: by itself between
 * taking a batch and storing the cursor, or because its connection was ended. Notes what it was given.
 */
final class MortalReader {
    /** A row of the log: of a stream, with its version in it. */
    record Row(Cursor cursor, String stream, long version) {}

    /** One life's connection. Fails by a RuntimeException when it has been ended. */
    interface Reading extends AutoCloseable {
        List<Row> after(Cursor cursor);

        @Override
        void close();
    }

    private final Supplier<Reading> birth;
    private final Random random;
    private final BitSet seen = new BitSet();
    private final Map<String, Long> latest = new HashMap<>();
    private String stored = Cursor.START.toString();
    private int deaths;
    private int reordered;
    private int deliveredAfterStored;

    MortalReader(Supplier<Reading> birth, long seed) {
        this.birth = birth;
        this.random = new Random(seed);
    }

    /** One life: until {@code last} says that nothing more is written, and then to the end. Whether it got there. */
    boolean live(Ending last) throws InterruptedException {
        try (Reading reading = birth.get()) {
            Cursor cursor = Cursor.parse(stored);
            while (true) {
                boolean ended = last.isWritten();
                List<Row> rows = reading.after(cursor);
                rows.forEach(this::deliver);
                if (rows.isEmpty() && ended) {
                    return true;
                }
                if (random.nextInt(50) == 0) {
                    break;
                }
                cursor = rows.isEmpty() ? cursor : rows.getLast().cursor();
                stored = cursor.toString();
            }
        } catch (RuntimeException connectionEnded) {
            stored = Cursor.parse(stored).toString();
        }
        deaths++;
        return false;
    }

    interface Ending {
        boolean isWritten() throws InterruptedException;
    }

    private void deliver(Row row) {
        if (row.cursor().compareTo(Cursor.parse(stored)) <= 0) {
            deliveredAfterStored++;
        }
        int position = Math.toIntExact(row.cursor().position());
        if (seen.get(position)) {
            return;
        }
        seen.set(position);
        if (latest.getOrDefault(row.stream(), 0L) >= row.version()) {
            reordered++;
        }
        latest.put(row.stream(), row.version());
    }

    int seen() {
        return seen.cardinality();
    }

    int deaths() {
        return deaths;
    }

    int reordered() {
        return reordered;
    }

    int deliveredAfterStored() {
        return deliveredAfterStored;
    }
}
