package dev.towpath.planner.carry;

import dev.towpath.planner.step.StageSteps;
import java.util.List;

/**
 * Something that depends on the old column. It is built again for the new one under a name of ours, takes over its
 * final name in the transaction that hides the old column, and can go back until the drop. Nothing of it ever reads or
 * rewrites a table under a lock that its users queue behind.
 */
public sealed interface Carried
        permits CarriedCheck,
                CarriedDefault,
                CarriedForeignKey,
                CarriedIndex,
                CarriedNotNull,
                CarriedStatistics,
                CarriedUnique {
    /** For people and for the footprint: {@code <kind> <name>}. */
    String object();

    /** Adds the steps that build it for the new column, with their undo. */
    void build(StageSteps steps);

    /** Statements that take it off the old column and give the new one's its final name. */
    List<String> hide();

    /** The way back of {@link #hide}. */
    Unhide unhide();

    /** Other tables, literal, that {@link #hide} locks. */
    default List<String> otherTables() {
        return List.of();
    }

    /** The same tables as SQL. */
    default List<String> otherSqlTables() {
        return List.of();
    }

    /** Keys of the table that it builds again: what a foreign key may rest on. */
    default List<String> keys() {
        return List.of();
    }

    /** What it doesn't change, but needs to stay as it is, as a footprint has it. */
    default List<String> reliesOn() {
        return List.of();
    }

    /** What a reader of the plan should know of it. */
    default List<String> notes() {
        return List.of();
    }
}
