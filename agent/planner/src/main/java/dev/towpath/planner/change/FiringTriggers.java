package dev.towpath.planner.change;

import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.catalog.Trigger;
import java.util.List;

/** The table's own triggers, by when they fire. */
public final class FiringTriggers {
    private FiringTriggers() {}

    /** Those that a backfill's update fires. Those on listed columns don't: none lists the new one. */
    public static List<Trigger> of(Table table) {
        return table.triggers().stream()
                .filter(trigger -> trigger.isEnabled() && trigger.onUpdate() && !trigger.ofColumns())
                .toList();
    }

    /** Names of those that fire before a row is written, as the dual-write triggers do. */
    public static List<String> beforeRow(Table table) {
        return table.triggers().stream()
                .filter(trigger -> trigger.isEnabled() && trigger.beforeRow())
                .filter(trigger -> trigger.onInsert() || trigger.onUpdate())
                .map(Trigger::name)
                .toList();
    }
}
