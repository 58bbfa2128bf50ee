package dev.towpath.agent.backfill;

/**
 * Where a backfill stands. The ledger's row is committed with the batch that it counts, so that a successor goes on
 * exactly where the last commit ended.
 *
 * @param rows rows written by all committed batches
 * @param batches committed batches
 */
public record Checkpoint(Cursor cursor, long rows, long batches) {
    public static final Checkpoint NONE = new Checkpoint(new Cursor.Start(), 0, 0);

    /** After {@code window} was committed, in which {@code written} rows were written. */
    public Checkpoint after(Window window, long written) {
        return new Checkpoint(window.end(), rows + written, batches + 1);
    }
}
