package dev.towpath.planner.change;

import dev.towpath.planner.carry.Carried;
import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.carry.Unhide;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.Undo;
import dev.towpath.planner.step.UndoSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The transaction that hides the old column, its way back, and the drop.
 *
 * <p>The way back: what is built beside the table's users, one transaction, what is validated beside them, and a last
 * look at every row before anybody reads the old column again.
 */
record Hide(ColumnMove move, DualWrite dualWrite, List<Carried> carried, String comparison) implements Undo {
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(lock());
        statements.addAll(dualWrite.pair().remove());
        carried.reversed().forEach(object -> statements.addAll(object.hide()));
        statements.add(new NothingLeft(move, move.from(), false).statement());
        statements.add(rename(move.from(), move.hidden()));
        statements.addAll(dualWrite.keeper().install());
        return statements;
    }

    @Override
    public void addTo(UndoSteps steps) {
        List<Unhide> unhides = carried.stream().map(Carried::unhide).toList();
        unhides.forEach(unhide -> unhide.before().addTo(steps));
        steps.change(
                        "Give " + move.from() + " its name, its constraints and the pair of triggers back",
                        LockMode.ACCESS_EXCLUSIVE.on(places()),
                        back(unhides),
                        Probes.all(List.of(move.notHidden(), Probes.column(move.sqlTable(), move.from()))))
                .removing(left());
        unhides.forEach(unhide -> unhide.after().addTo(steps));
        steps.verify(
                "verify",
                "Compare " + move.from() + " and " + move.to() + " in every row before anybody reads " + move.from()
                        + " again",
                LockMode.ACCESS_SHARE.on(List.of(move.place())),
                comparison,
                newColumnIsGone());
    }

    /** On a database that was put back to before the rollout: nobody can have written what the old column lacks. */
    private String newColumnIsGone() {
        return Probes.all(List.of(
                Probes.column(move.sqlTable(), move.from()), Probes.not(Probes.column(move.sqlTable(), move.to()))));
    }

    private List<String> left() {
        List<String> objects = new ArrayList<>(dualWrite.keeper().objects());
        objects.addFirst("column " + move.place() + "." + move.hidden());
        return objects;
    }

    private List<String> back(List<Unhide> unhides) {
        List<String> statements = new ArrayList<>();
        statements.add(lock());
        statements.addAll(dualWrite.keeper().takeBack());
        statements.add(rename(move.hidden(), move.from()));
        unhides.forEach(unhide -> statements.addAll(unhide.within()));
        statements.addAll(dualWrite.pair().install());
        return statements;
    }

    String probe() {
        return Probes.all(List.of(
                Probes.column(move.sqlTable(), move.hidden()),
                dualWrite.keeper().there()));
    }

    /** Indexes and statistics of the hidden column go with it. */
    List<String> drop() {
        List<String> statements = new ArrayList<>();
        statements.add("LOCK TABLE " + move.sqlTable() + " IN ACCESS EXCLUSIVE MODE");
        statements.addAll(dualWrite.keeper().remove());
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
