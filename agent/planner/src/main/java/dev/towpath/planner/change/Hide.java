package dev.towpath.planner.change;

import dev.towpath.planner.carry.Carried;
import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.carry.Unhide;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.step.Probes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The transaction that hides the old column, its way back, and the drop.
 *
 * <p>The way back is a script for psql: what is built beside the table's users, then one transaction from BEGIN to COMMIT,
 * then what is validated beside them.
 */
record Hide(ColumnMove move, DualWrite dualWrite, List<Carried> carried) {
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(lock());
        statements.addAll(dualWrite.removePair());
        carried.reversed().forEach(object -> statements.addAll(object.hide()));
        statements.add(new NothingLeft(move).statement());
        statements.add(rename(move.from(), move.hidden()));
        statements.addAll(dualWrite.installKeeper());
        return statements;
    }

    String undo() {
        List<Unhide> unhides = carried.stream().map(Carried::unhide).toList();
        List<String> statements = new ArrayList<>();
        unhides.forEach(unhide -> statements.addAll(unhide.before()));
        statements.add("BEGIN");
        statements.add(lock());
        statements.addAll(dualWrite.removeKeeper());
        statements.add(rename(move.hidden(), move.from()));
        unhides.forEach(unhide -> statements.addAll(unhide.within()));
        statements.addAll(dualWrite.installPair());
        statements.add("COMMIT");
        unhides.forEach(unhide -> statements.addAll(unhide.after()));
        return Sql.script(statements);
    }

    String probe() {
        return Probes.all(List.of(
                Probes.column(move.sqlTable(), move.hidden()), Probes.trigger(move.sqlTable(), dualWrite.keeper())));
    }

    /** Indexes and statistics of the hidden column go with it. */
    List<String> drop() {
        List<String> statements = new ArrayList<>();
        statements.add("LOCK TABLE " + move.sqlTable() + " IN ACCESS EXCLUSIVE MODE");
        statements.addAll(dualWrite.removeKeeper());
        statements.add(move.alter("DROP COLUMN " + Sql.name(move.hidden())));
        return statements;
    }

    /** Every table that is locked, for people. */
    List<String> places() {
        return Stream.concat(carried.stream().flatMap(object -> object.otherTables().stream()), Stream.of(move.place()))
                .distinct()
                .toList();
    }

    /** All locks at once and the busiest table's last, before the first change. */
    private String lock() {
        List<String> tables = Stream.concat(
                        carried.stream().flatMap(object -> object.otherSqlTables().stream()),
                        Stream.of(move.sqlTable()))
                .distinct()
                .toList();
        return "LOCK TABLE " + String.join(", ", tables) + " IN ACCESS EXCLUSIVE MODE";
    }

    private String rename(String from, String to) {
        return move.alter("RENAME COLUMN " + Sql.name(from) + " TO " + Sql.name(to));
    }
}
