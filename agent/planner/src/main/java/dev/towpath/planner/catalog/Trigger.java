package dev.towpath.planner.catalog;

/**
 * A trigger of the table's own.
 *
 * @param enabled {@code pg_trigger.tgenabled}: O origin, A always, R replica, D disabled
 * @param ofColumns whether it fires on updates of listed columns only
 * @param language of its function
 */
public record Trigger(
        String name,
        boolean beforeRow,
        boolean onInsert,
        boolean onUpdate,
        String enabled,
        boolean ofColumns,
        String language) {
    public boolean isEnabled() {
        return !"D".equals(enabled);
    }

    /** Whether {@code session_replication_role = replica} keeps it from firing. */
    public boolean isSuppressible() {
        return "O".equals(enabled);
    }
}
