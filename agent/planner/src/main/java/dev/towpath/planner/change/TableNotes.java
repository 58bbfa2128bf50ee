package dev.towpath.planner.change;

import dev.towpath.planner.catalog.Publication;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.catalog.Trigger;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a reader of a plan should know of the table that gets {@code column}. Each note is one sentence, or none. */
record TableNotes(Table table, String column) {
    List<String> subscribers() {
        String names = table.publications().stream()
                .filter(publication -> publication.columnList().isEmpty())
                .map(Publication::name)
                .collect(Collectors.joining(", "));
        return noteIf(
                !names.isEmpty(),
                "Subscribers of " + names + " must have a column " + column
                        + " before expand, or their replication stops.");
    }

    /** Triggers of the table's own and the backfill. */
    List<String> firing(boolean suppressed) {
        Predicate<Trigger> kept = trigger -> suppressed && trigger.isSuppressible();
        List<Trigger> firing = FiringTriggers.of(table);
        String silent = names(firing.stream().filter(kept).toList());
        String fired = names(firing.stream().filter(kept.negate()).toList());
        return List.of(
                        noteIf(
                                !silent.isEmpty(),
                                "The backfill suppresses triggers of the table's own: " + silent + "."),
                        noteIf(
                                !fired.isEmpty(),
                                "The backfill fires triggers of the table's own for every row it fills: " + fired
                                        + "."))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    List<String> unreadable() {
        String names = names(table.triggers().stream()
                .filter(trigger ->
                        trigger.language().equals("c") || trigger.language().equals("internal"))
                .toList());
        return noteIf(
                !names.isEmpty(),
                "The source of these triggers can't be read for mentions of the column: " + names + ".");
    }

    /** Roles that may use single columns only. */
    List<String> columnPrivileges() {
        String roles = table.columns().stream()
                .flatMap(other -> other.privileges().stream())
                .map(privilege -> privilege.grantee())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return noteIf(
                !roles.isEmpty(),
                "These have privileges on single columns of the table, and none on " + column + " until it is granted: "
                        + roles + ".");
    }

    private static List<String> noteIf(boolean applies, String note) {
        return applies ? List.of(note) : List.of();
    }

    private static String names(List<Trigger> triggers) {
        return triggers.stream().map(Trigger::name).collect(Collectors.joining(", "));
    }
}
