package dev.towpath.planner.change;

import dev.towpath.planner.carry.Carried;
import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.Column;
import dev.towpath.planner.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/** The known limits of a rename, for whoever approves it. */
record RenameNotes(ColumnMove move, Table table, Column column, List<Carried> carried, boolean suppressTriggers) {
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("Whoever reads every column sees one more from expand to the drop, and " + move.to()
                + " as the last one after it: a prepared SELECT * fails once after each change, and COPY or INSERT without"
                + " a column list takes the columns in that order.");
        notes.add("A write that changes both columns to different values keeps the one given to " + move.to()
                + "; such writes are not counted yet.");
        if (!column.notNull()) {
            notes.add("Until the hide an insert that gives NULL for " + move.to() + " and a value for " + move.from()
                    + ", given or by default, stores that value in both; so does an update that sets " + move.to()
                    + " to NULL in a row that the backfill hasn't reached.");
        }
        TableNotes tableNotes = new TableNotes(table, move.to());
        notes.addAll(tableNotes.subscribers());
        notes.addAll(tableNotes.firing(suppressTriggers));
        notes.addAll(tableNotes.unreadable());
        carried.stream().flatMap(object -> object.notes().stream()).distinct().forEach(notes::add);
        return notes;
    }
}
