package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.Constraint;
import dev.towpath.planner.dialect.Definition;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import dev.towpath.planner.step.UndoSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * A named constraint on the table's own rows: a check, or NOT NULL since PostgreSQL 18. One that isn't validated stays
 * so.
 *
 * @param body what follows its name, such as {@code CHECK (…)}
 * @param alias what it is called, under our prefix, until it has its final name
 */
public record CarriedCheck(ColumnMove move, Constraint constraint, Definition body, String alias) implements Carried {
    @Override
    public String object() {
        return "constraint " + move.place() + "." + constraint.name();
    }

    @Override
    public void build(StageSteps steps) {
        steps.change(
                "add-" + alias,
                "Add what " + constraint.name() + " demands to " + move.to() + ", for new rows",
                LockMode.ACCESS_EXCLUSIVE.on(List.of(move.place())),
                Sql.script(add(ours(), move.to())),
                Probes.constraint(move.sqlTable(), ours()),
                move.withoutConstraint(ours()));
        if (isValidated()) {
            steps.scan(
                    "validate-" + alias,
                    "Validate that every row meets it",
                    LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(move.place())),
                    validate(ours()),
                    Probes.validConstraint(move.sqlTable(), ours()));
        }
    }

    @Override
    public List<String> hide() {
        return List.of(move.alter("DROP CONSTRAINT " + Sql.name(constraint.name())), rename(ours(), constraint.name()));
    }

    @Override
    public Unhide unhide() {
        List<String> within = new ArrayList<>();
        within.add(rename(constraint.name(), ours()));
        within.addAll(add(constraint.name(), move.from()));
        return new Unhide(Undo.NOTHING, within, isValidated() ? this::validateAgain : Undo.NOTHING);
    }

    private void validateAgain(UndoSteps steps) {
        steps.scan(
                "validate-" + alias,
                "Validate that every row meets " + constraint.name(),
                LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(move.place())),
                validate(constraint.name()),
                Probes.validConstraint(move.sqlTable(), constraint.name()));
    }

    private String ours() {
        return move.names().of(alias);
    }

    private boolean isValidated() {
        return constraint.validated() && constraint.enforced();
    }

    private List<String> add(String name, String column) {
        String add = move.alter("ADD CONSTRAINT " + Sql.name(name) + " " + body.with(column)
                + (constraint.inherited() ? "" : " NO INHERIT")
                + (constraint.enforced() ? " NOT VALID" : " NOT ENFORCED"));
        return constraint.comment().isEmpty()
                ? List.of(add)
                : List.of(
                        add,
                        "COMMENT ON CONSTRAINT " + Sql.name(name) + " ON " + move.sqlTable() + " IS "
                                + Sql.string(constraint.comment()));
    }

    private String rename(String from, String to) {
        return move.alter("RENAME CONSTRAINT " + Sql.name(from) + " TO " + Sql.name(to));
    }

    private String validate(String name) {
        return move.alter("VALIDATE CONSTRAINT " + Sql.name(name));
    }
}
