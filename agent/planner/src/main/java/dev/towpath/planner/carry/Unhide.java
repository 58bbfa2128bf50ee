package dev.towpath.planner.carry;

import dev.towpath.planner.step.Undo;
import java.util.List;

/**
 * The way back from the hide for one carried object.
 *
 * @param before what is built beside the table's users while the old column is still hidden
 * @param within part of the one transaction that gives the old column its name back
 * @param after what is validated beside the table's users
 */
public record Unhide(Undo before, List<String> within, Undo after) {
    public Unhide {
        within = List.copyOf(within);
    }

    static Unhide within(List<String> statements) {
        return new Unhide(Undo.NOTHING, statements, Undo.NOTHING);
    }
}
