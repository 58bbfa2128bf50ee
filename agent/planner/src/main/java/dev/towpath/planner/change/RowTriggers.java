package dev.towpath.planner.change;

import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.step.ChangedTable;
import dev.towpath.planner.step.Probes;
import java.util.ArrayList;
import java.util.List;

/**
 * Triggers of ours before each row of a table, and the function that they share. Writers need no privilege for it: a
 * trigger's function is found by its oid. It lives in the agent's own schema, so that the table's schema keeps only what
 * its owner put there.
 *
 * @param what the function's name, behind our prefix
 * @param names of the triggers
 * @param events such as {@code INSERT OR UPDATE}
 * @param when the condition without which the function isn't called
 * @param options of the function, after its language; empty for none
 */
record RowTriggers(
        ChangedTable on, String what, List<String> names, String events, String when, String options, String body) {
    private static final String SCHEMA = "towpath";

    /** They fire whatever {@code session_replication_role} says. */
    List<String> install() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE FUNCTION " + function() + "() RETURNS trigger LANGUAGE plpgsql" + options + " AS "
                + Sql.dollarQuoted(on.names().of(what), body));
        for (String name : names) {
            statements.add("CREATE TRIGGER " + Sql.name(name) + " BEFORE " + events + " ON " + on.sqlTable()
                    + " FOR EACH ROW\n  WHEN (" + when + ")\n  EXECUTE FUNCTION " + function() + "()");
            statements.add(on.alter("ENABLE ALWAYS TRIGGER " + Sql.name(name)));
        }
        return statements;
    }

    /** Fails if one is missing: then rows may have been written without it. */
    List<String> remove() {
        return remove("");
    }

    /** Bears that they are gone already. */
    List<String> takeBack() {
        return remove("IF EXISTS ");
    }

    private List<String> remove(String ifExists) {
        List<String> statements = new ArrayList<>();
        names.forEach(name -> statements.add("DROP TRIGGER " + ifExists + Sql.name(name) + " ON " + on.sqlTable()));
        statements.add("DROP FUNCTION " + ifExists + function() + "()");
        return statements;
    }

    /** Each of them by kind and name. */
    List<String> objects() {
        List<String> objects = new ArrayList<>();
        names.forEach(name -> objects.add("trigger " + on.place() + "." + name));
        objects.add("function " + SCHEMA + "." + on.names().of(what));
        return objects;
    }

    /** All are there and fire. */
    String there() {
        return Probes.all(
                names.stream().map(name -> Probes.trigger(on.sqlTable(), name)).toList());
    }

    /** Nothing of them is there. */
    String gone() {
        return Probes.noTrigger(on.sqlTable(), names, SCHEMA, on.names().of(what));
    }

    private String function() {
        return Sql.name(SCHEMA, on.names().of(what));
    }
}
