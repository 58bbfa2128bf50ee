package dev.towpath.planner.catalog;

import java.util.List;

/** How often a stored definition refers to a column, counted in the engine's own parse tree. */
public record Use(String column, int times) {
    /** The number of references to {@code column} among {@code uses}. */
    public static int count(List<Use> uses, String column) {
        return uses.stream()
                .filter(use -> use.column().equals(column))
                .mapToInt(Use::times)
                .sum();
    }
}
