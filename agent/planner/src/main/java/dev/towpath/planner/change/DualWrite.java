package dev.towpath.planner.change;

import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.naming.TriggerNames;
import dev.towpath.planner.step.Probes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The triggers that keep a column and its successor in step for every write, whoever writes.
 *
 * <p>A writer needs no privilege for them: a trigger's function is found by its oid, and it touches nothing but the row.
 * It can't fail a write: both columns have one type, values are compared by image, which every type has, and all names
 * in it are qualified, so that no search path matters. The guard in WHEN keeps rows in step from calling it at all.
 *
 * <p>Where the table has BEFORE ROW triggers of its own the pair is installed twice, firing first and last: what those
 * triggers see is in step, and what they change is brought into step.
 */
final class DualWrite {
    /** Functions live in the agent's own schema, so that the table's schema keeps only what its owner put there. */
    private static final String SCHEMA = "towpath";

    private final ColumnMove move;
    private final List<String> ownTriggers;

    private DualWrite(ColumnMove move, List<String> ownTriggers) {
        this.move = move;
        this.ownTriggers = ownTriggers;
    }

    static DualWrite of(ColumnMove move, Table table) {
        return new DualWrite(move, FiringTriggers.beforeRow(table));
    }

    /** Names of the triggers of the pair. */
    List<String> pair() {
        String name = move.names().of("sync");
        if (ownTriggers.isEmpty()) {
            return List.of(name);
        }
        return Stream.of(TriggerNames.first(name, ownTriggers), TriggerNames.last(name, ownTriggers))
                .map(Optional::orElseThrow)
                .distinct()
                .toList();
    }

    /** Name of the trigger that feeds the hidden column. */
    String keeper() {
        return TriggerNames.last(move.names().of("keep"), ownTriggers).orElseThrow();
    }

    /**
     * A new value that was given wins; else the old side fills it, which also heals a row that was written before the
     * triggers. IS DISTINCT FROM NULL is the plain null test, for composite types too.
     */
    List<String> installPair() {
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
        List<String> statements = new ArrayList<>();
        statements.add(createFunction("sync", body));
        pair().forEach(trigger -> statements.addAll(createTrigger(trigger, "sync", move.from())));
        return statements;
    }

    List<String> removePair() {
        List<String> statements = new ArrayList<>();
        pair().forEach(trigger -> statements.add(dropTrigger(trigger)));
        statements.add(dropFunction("sync"));
        return statements;
    }

    /** Feeds the hidden column, so that the way back needs no backfill. */
    List<String> installKeeper() {
        String body = """
                BEGIN
                  NEW.%s := NEW.%s;
                  RETURN NEW;
                END""".formatted(Sql.name(move.hidden()), Sql.name(move.to()));
        List<String> statements = new ArrayList<>();
        statements.add(createFunction("keep", body));
        statements.addAll(createTrigger(keeper(), "keep", move.hidden()));
        return statements;
    }

    List<String> removeKeeper() {
        return List.of(dropTrigger(keeper()), dropFunction("keep"));
    }

    String pairProbe() {
        return Probes.all(pair().stream()
                .map(trigger -> Probes.trigger(move.sqlTable(), trigger))
                .toList());
    }

    private String createFunction(String what, String body) {
        String tag = "$" + move.names().of(what) + "$";
        return "CREATE FUNCTION " + function(what) + "() RETURNS trigger LANGUAGE plpgsql AS " + tag + "\n" + body
                + "\n" + tag;
    }

    private List<String> createTrigger(String trigger, String what, String other) {
        return List.of(
                "CREATE TRIGGER " + Sql.name(trigger) + " BEFORE INSERT OR UPDATE ON " + move.sqlTable()
                        + " FOR EACH ROW\n  WHEN (pg_catalog.record_image_ne(ROW(NEW." + Sql.name(other) + "), ROW(NEW."
                        + Sql.name(move.to()) + ")))\n  EXECUTE FUNCTION " + function(what) + "()",
                move.alter("ENABLE ALWAYS TRIGGER " + Sql.name(trigger)));
    }

    private String dropTrigger(String trigger) {
        return "DROP TRIGGER " + Sql.name(trigger) + " ON " + move.sqlTable();
    }

    private String dropFunction(String what) {
        return "DROP FUNCTION " + function(what) + "()";
    }

    private String function(String what) {
        return Sql.name(SCHEMA, move.names().of(what));
    }
}
