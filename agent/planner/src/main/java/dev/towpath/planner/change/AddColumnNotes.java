package dev.towpath.planner.change;

import dev.towpath.planner.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/** What whoever approves a new column should know. */
record AddColumnNotes(Addition column, Table table, List<Filling> filling) {
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("Whoever reads every column sees one more from expand on, as the last one: a prepared SELECT * fails"
                + " once, and COPY or INSERT without a column list takes the columns in that order.");
        notes.add("Taking the column back drops what was written to it.");
        if (filling.isEmpty() && column.defaulted()) {
            notes.add("Rows that are there get the default as it is computed once, when the column is added.");
        }
        if (!filling.isEmpty()) {
            filled(notes);
        }
        TableNotes tableNotes = new TableNotes(table, column.name());
        notes.addAll(tableNotes.columnPrivileges());
        notes.addAll(tableNotes.subscribers());
        filling.forEach(filling -> notes.addAll(tableNotes.firing(filling.suppressesTriggers())));
        return notes;
    }

    private void filled(List<String> notes) {
        notes.add("Every writer calls the default with its own privileges, from dual write on.");
        notes.add(
                column.nullable()
                        ? "Until contract an insert that gives NULL for " + column.name()
                                + " gets a value, and so does a row that is NULL when the backfill reaches it."
                        : "Until contract a row that is written with NULL for " + column.name()
                                + " gets a value; after it the write fails.");
    }
}
