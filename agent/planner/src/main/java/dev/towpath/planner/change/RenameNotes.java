package dev.towpath.planner.change;

import dev.towpath.planner.carry.Carried;
import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.Column;
import dev.towpath.planner.catalog.Publication;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.catalog.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
        publications().ifPresent(notes::add);
        triggers(notes);
        carried.stream().flatMap(object -> object.notes().stream()).distinct().forEach(notes::add);
        return notes;
    }

    private Optional<String> publications() {
        String names = table.publications().stream()
                .filter(publication -> publication.columnList().isEmpty())
                .map(Publication::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("Subscribers of " + names + " must have a column " + move.to()
                        + " before expand, or their replication stops.");
    }

    private void triggers(List<String> notes) {
        List<Trigger> firing = FiringTriggers.of(table);
        String suppressed = names(firing.stream().filter(this::isSuppressed).toList());
        String fired =
                names(firing.stream().filter(trigger -> !isSuppressed(trigger)).toList());
        String unreadable = names(table.triggers().stream()
                .filter(trigger ->
                        trigger.language().equals("c") || trigger.language().equals("internal"))
                .toList());
        if (!suppressed.isEmpty()) {
            notes.add("The backfill suppresses triggers of the table's own: " + suppressed + ".");
        }
        if (!fired.isEmpty()) {
            notes.add("The backfill fires triggers of the table's own for every row it fills: " + fired + ".");
        }
        if (!unreadable.isEmpty()) {
            notes.add("The source of these triggers can't be read for mentions of the column: " + unreadable + ".");
        }
    }

    private boolean isSuppressed(Trigger trigger) {
        return suppressTriggers && trigger.isSuppressible();
    }

    private static String names(List<Trigger> triggers) {
        return triggers.stream().map(Trigger::name).collect(Collectors.joining(", "));
    }
}
