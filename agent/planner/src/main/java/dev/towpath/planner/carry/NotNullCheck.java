package dev.towpath.planner.carry;

import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.ChangedTable;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import java.util.List;

/**
 * A check that a column has a value in every row. Once it is validated {@code SET NOT NULL} believes it and doesn't read
 * the table (since PostgreSQL 12).
 *
 * @param name of the check, one of ours
 */
public record NotNullCheck(ChangedTable on, String name, String column) {
    /** Adds it in two steps: for new rows, then for all. */
    public void build(StageSteps steps) {
        steps.change(
                "add-not-null",
                "Require a value in " + column + " from now on",
                lock(),
                add(),
                there(),
                Undo.change("Drop " + name, lock(), List.of(drop()), Probes.not(there()))
                        .removing(List.of("constraint " + on.place() + "." + name)));
        steps.scan("validate-not-null", "Validate that no row lacks " + column, scanLock(), validate(), valid());
    }

    /** IS DISTINCT FROM NULL is the plain null test, for composite types too, and so the one that SET NOT NULL knows. */
    public String add() {
        return on.alter("ADD CONSTRAINT " + Sql.name(name) + " CHECK (" + Sql.name(column)
                + " IS DISTINCT FROM NULL) NOT VALID");
    }

    public String validate() {
        return on.alter("VALIDATE CONSTRAINT " + Sql.name(name));
    }

    public String drop() {
        return on.alter("DROP CONSTRAINT IF EXISTS " + Sql.name(name));
    }

    /** Turns it into NOT NULL. */
    public List<String> become() {
        return List.of(on.alter("ALTER COLUMN " + Sql.name(column) + " SET NOT NULL"), drop());
    }

    /** Validates it once more, after it was put back; there is none where the column is gone with the whole rollout. */
    public Undo validateAgain(String what) {
        String noColumn = Probes.not(Probes.column(on.sqlTable(), column));
        return steps -> steps.scan(
                what,
                "Validate that no row lacks " + column,
                scanLock(),
                validate(),
                Probes.any(List.of(valid(), noColumn)));
    }

    String there() {
        return Probes.constraint(on.sqlTable(), name);
    }

    String valid() {
        return Probes.validConstraint(on.sqlTable(), name);
    }

    String lock() {
        return LockMode.ACCESS_EXCLUSIVE.on(List.of(on.place()));
    }

    String scanLock() {
        return LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(on.place()));
    }
}
