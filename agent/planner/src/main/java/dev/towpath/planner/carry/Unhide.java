package dev.towpath.planner.carry;

import java.util.List;

/**
 * The way back from the hide for one carried object.
 *
 * @param before built beside the table's users while the old column is still hidden; each statement by itself
 * @param within part of the one transaction that gives the old column its name back
 * @param after validated beside the table's users; each statement by itself
 */
public record Unhide(List<String> before, List<String> within, List<String> after) {
    public Unhide {
        before = List.copyOf(before);
        within = List.copyOf(within);
        after = List.copyOf(after);
    }

    static Unhide within(String... statements) {
        return new Unhide(List.of(), List.of(statements), List.of());
    }
}
