package dev.towpath.orchestrator.outbox;

import java.util.List;

/**
 * What a look into the outbox found.
 *
 * @param rows in order; where there are none nothing can be published now
 * @param full whether a limit cut them off, so that there may be more
 * @param heldBack whether a message is committed behind them that can't be read yet, since an older transaction is still
 *     writing
 */
record OutboxPage(List<OutboxRow> rows, boolean full, boolean heldBack) {
    /** Whether the next look should follow at once. */
    boolean goesOn() {
        return !rows.isEmpty() && (full || heldBack);
    }
}
