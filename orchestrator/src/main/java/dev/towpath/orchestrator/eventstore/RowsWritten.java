package dev.towpath.orchestrator.eventstore;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A statement that writes rows of several tables, and its values in the order of their places. For one thread. */
final class RowsWritten {
    private final String name;
    private final String reads;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final Tuple values = Tuple.tuple();
    private int places;

    /** {@code reads}: a query of one row, which the parts may read by {@code name}. */
    RowsWritten(String name, String reads) {
        this.name = name;
        this.reads = reads;
    }

    /** The parts find the row only if the condition, each value a {@code ?}, holds for all of {@code items}. */
    <T> void ifAll(String condition, List<T> items, BiConsumer<T, Tuple> value) {
        for (T one : items) {
            StringBuilder sql = new StringBuilder();
            place(sql, condition);
            value.accept(one, values);
            conditions.add(sql.toString());
        }
    }

    /**
     * Adds rows of one table, in their order; nothing if there are none.
     *
     * @param row how one is written, each value a {@code ?}
     * @param value gives the values of one, as many as there are {@code ?}
     */
    <T> void part(String before, String row, String after, List<T> rows, BiConsumer<T, Tuple> value) {
        if (rows.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder(before);
        String separator = " ";
        for (T one : rows) {
            place(sql.append(separator), row);
            value.accept(one, values);
            separator = ", ";
        }
        parts.add(sql.append(' ').append(after).toString());
    }

    private void place(StringBuilder sql, String row) {
        for (int i = 0; i < row.length(); i++) {
            char at = row.charAt(i);
            if (at == '?') {
                sql.append('$').append(++places);
            } else {
                sql.append(at);
            }
        }
    }

    /** All parts at once; a statement that does nothing if there are none. */
    String sql() {
        if (parts.isEmpty()) {
            return "SELECT";
        }
        StringBuilder sql = new StringBuilder("WITH ")
                .append(name)
                .append(" AS (")
                .append(read())
                .append(')');
        for (int i = 0; i < parts.size() - 1; i++) {
            sql.append(", part").append(i).append(" AS (").append(parts.get(i)).append(')');
        }
        return sql.append(' ').append(parts.getLast()).toString();
    }

    private String read() {
        return conditions.isEmpty()
                ? reads
                : "SELECT * FROM (" + reads + ") AS one WHERE " + String.join(" AND ", conditions);
    }

    Tuple values() {
        return values;
    }
}
