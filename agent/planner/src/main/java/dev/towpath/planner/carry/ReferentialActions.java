package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.ForeignKey;
import dev.towpath.planner.dialect.Sql;
import java.util.List;

/** What a foreign key says after its columns, from the letters of {@code pg_constraint}. */
final class ReferentialActions {
    private ReferentialActions() {}

    static String of(ForeignKey key, List<String> setColumns) {
        return (key.match().equals("f") ? " MATCH FULL" : "")
                + " ON UPDATE " + action(key.onUpdate())
                + " ON DELETE " + action(key.onDelete())
                + (setColumns.isEmpty() ? "" : " " + Sql.names(setColumns))
                + (key.deferrable() ? " DEFERRABLE" : "")
                + (key.deferred() ? " INITIALLY DEFERRED" : "");
    }

    private static String action(String letter) {
        return switch (letter) {
            case "a" -> "NO ACTION";
            case "r" -> "RESTRICT";
            case "c" -> "CASCADE";
            case "n" -> "SET NULL";
            case "d" -> "SET DEFAULT";
            default -> throw new IllegalArgumentException("no referential action has the letter " + letter);
        };
    }
}
