package dev.towpath.planner.change;

import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.naming.TriggerNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The triggers that keep a column and its successor in step for every write, whoever writes.
 *
 * <p>They can't fail a write: both columns have one type, values are compared by image, which every type has, they touch
 * nothing but the row, and all names in them are qualified, so that no search path matters. The guard in WHEN keeps rows
 * in step from calling them at all.
 *
 * <p>Where the table has BEFORE ROW triggers of its own the pair is installed twice, firing first and last: what those
 * triggers see is in step, and what they change is brought into step.
 */
final class DualWrite {
    private static final String EVENTS = "INSERT OR UPDATE";

    private final ColumnMove move;
    private final List<String> ownTriggers;

    private DualWrite(ColumnMove move, List<String> ownTriggers) {
        this.move = move;
        this.ownTriggers = ownTriggers;
    }

    static DualWrite of(ColumnMove move, Table table) {
        return new DualWrite(move, FiringTriggers.beforeRow(table));
    }

    /**
     * A new value that was given wins; else the old side fills it, which also heals a row that was written before the
     * triggers. IS DISTINCT FROM NULL is the plain null test, for composite types too.
     */
    RowTriggers pair() {
        String from = "NEW." + Sql.name(move.from());
        String to = "NEW." + Sql.name(move.to());
        String body = """
                BEGIN
                  IF TG_OP OPERATOR(pg_catalog.=) 'INSERT' THEN
                    IF %2$s IS DISTINCT FROM NULL THEN
                      %1$s := %2$s;
                    ELSE
                      %2$s := %1$s;
                    END IF;
                  ELSIF pg_catalog.record_image_ne(ROW(%2$s), ROW(OLD.%3$s)) THEN
                    %1$s := %2$s;
                  ELSE
                    %2$s := %1$s;
                  END IF;
                  RETURN NEW;
                END""".formatted(from, to, Sql.name(move.to()));
        return new RowTriggers(move, "sync", pairNames(), EVENTS, differs(move.from()), "", body);
    }

    /** Feeds the hidden column, so that the way back needs no backfill. */
    RowTriggers keeper() {
        String body = """
                BEGIN
                  NEW.%s := NEW.%s;
                  RETURN NEW;
                END""".formatted(Sql.name(move.hidden()), Sql.name(move.to()));
        String name = TriggerNames.last(move.names().of("keep"), ownTriggers).orElseThrow();
        return new RowTriggers(move, "keep", List.of(name), EVENTS, differs(move.hidden()), "", body);
    }

    private List<String> pairNames() {
        String name = move.names().of("sync");
        if (ownTriggers.isEmpty()) {
            return List.of(name);
        }
        return Stream.of(TriggerNames.first(name, ownTriggers), TriggerNames.last(name, ownTriggers))
                .map(Optional::orElseThrow)
                .distinct()
                .toList();
    }

    private String differs(String other) {
        return "pg_catalog.record_image_ne(ROW(NEW." + Sql.name(other) + "), ROW(NEW." + Sql.name(move.to()) + "))";
    }
}
