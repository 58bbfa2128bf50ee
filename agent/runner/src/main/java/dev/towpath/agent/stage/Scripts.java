package dev.towpath.agent.stage;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** Reads the answers to a script of several statements. */
final class Scripts {
    private Scripts() {}

    /** The answer to statement {@code index}, counted from 0. */
    static RowSet<Row> result(RowSet<Row> first, int index) {
        RowSet<Row> result = first;
        for (int i = 0; i < index; i++) {
            result = result.next();
        }
        return result;
    }
}
