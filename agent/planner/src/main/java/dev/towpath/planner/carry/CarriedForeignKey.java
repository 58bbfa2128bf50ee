package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.ForeignKey;
import dev.towpath.planner.catalog.Relation;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import dev.towpath.planner.step.UndoSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A foreign key from the column, or to it from this or another table. One that isn't validated stays so. */
public record CarriedForeignKey(ColumnMove move, ForeignKey key, String alias) implements Carried {
    @Override
    public String object() {
        return "constraint " + key.from() + "." + key.name();
    }

    @Override
    public void build(StageSteps steps) {
        steps.change(
                "add-" + alias,
                "Add foreign key " + key.name() + " for " + move.to() + ", for new rows",
                LockMode.SHARE_ROW_EXCLUSIVE.on(places()),
                Sql.script(add(ours(), move.to())),
                Probes.constraint(from(), ours()),
                Undo.change(
                                "Drop " + ours(),
                                LockMode.ACCESS_EXCLUSIVE.on(places()),
                                List.of(alter("DROP CONSTRAINT IF EXISTS " + Sql.name(ours()))),
                                Probes.not(Probes.constraint(from(), ours())))
                        .removing(List.of("constraint " + key.from() + "." + ours())));
        if (isValidated()) {
            steps.scan(
                    "validate-" + alias,
                    "Validate that every row of " + key.from() + " meets it",
                    LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(key.from().toString())),
                    alter("VALIDATE CONSTRAINT " + Sql.name(ours())),
                    Probes.validConstraint(from(), ours()));
        }
    }

    @Override
    public List<String> hide() {
        return List.of(alter("DROP CONSTRAINT " + Sql.name(key.name())), rename(ours(), key.name()));
    }

    @Override
    public Unhide unhide() {
        List<String> within = new ArrayList<>();
        within.add(rename(key.name(), ours()));
        within.addAll(add(key.name(), move.from()));
        return new Unhide(Undo.NOTHING, within, isValidated() ? this::validateAgain : Undo.NOTHING);
    }

    private void validateAgain(UndoSteps steps) {
        steps.scan(
                "validate-" + alias,
                "Validate that every row of " + key.from() + " meets " + key.name(),
                LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(key.from().toString())),
                alter("VALIDATE CONSTRAINT " + Sql.name(key.name())),
                Probes.validConstraint(from(), key.name()));
    }

    /** The index that it rests on is dropped by whoever builds that key again, and the tables are altered with it. */
    @Override
    public List<String> reliesOn() {
        String restsOn = IndexBuild.keyOf(key.to().toString(), key.toColumns());
        return Stream.concat(others().map(table -> "table " + table), Stream.of(restsOn))
                .toList();
    }

    @Override
    public List<String> otherTables() {
        return others().map(Relation::toString).toList();
    }

    @Override
    public List<String> otherSqlTables() {
        return others().map(table -> Sql.name(table.schema(), table.name())).toList();
    }

    private Stream<Relation> others() {
        return Stream.of(key.from(), key.to()).filter(table -> !isOurs(table)).distinct();
    }

    private List<String> places() {
        return Stream.of(key.from(), key.to())
                .map(Relation::toString)
                .distinct()
                .toList();
    }

    private boolean isOurs(Relation table) {
        return table.schema().equals(move.schema()) && table.name().equals(move.table());
    }

    private boolean isValidated() {
        return key.validated() && key.enforced();
    }

    private List<String> add(String name, String column) {
        String add = alter("ADD CONSTRAINT " + Sql.name(name) + " FOREIGN KEY "
                + Sql.names(renamed(key.from(), key.fromColumns(), column)) + " REFERENCES "
                + Sql.name(key.to().schema(), key.to().name()) + " "
                + Sql.names(renamed(key.to(), key.toColumns(), column))
                + ReferentialActions.of(key, renamed(key.from(), key.setColumns(), column))
                + (key.enforced() ? " NOT VALID" : " NOT ENFORCED"));
        return key.comment().isEmpty()
                ? List.of(add)
                : List.of(
                        add,
                        "COMMENT ON CONSTRAINT " + Sql.name(name) + " ON " + from() + " IS "
                                + Sql.string(key.comment()));
    }

    private List<String> renamed(Relation table, List<String> columns, String column) {
        return columns.stream()
                .map(name -> isOurs(table) && name.equals(move.from()) ? column : name)
                .toList();
    }

    private String from() {
        return Sql.name(key.from().schema(), key.from().name());
    }

    private String alter(String action) {
        return "ALTER TABLE " + from() + " " + action;
    }

    private String rename(String from, String to) {
        return alter("RENAME CONSTRAINT " + Sql.name(from) + " TO " + Sql.name(to));
    }

    private String ours() {
        return move.names().of(alias);
    }
}
