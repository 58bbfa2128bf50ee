package dev.towpath.planner.carry;

import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import java.util.List;

/**
 * NOT NULL before PostgreSQL 18, where it has no name: a validated check proves it, so that {@code SET NOT NULL} doesn't
 * read the table (since 12).
 */
public record CarriedNotNull(ColumnMove move) implements Carried {
    @Override
    public String object() {
        return "not-null " + move.place() + "." + move.from();
    }

    @Override
    public void build(StageSteps steps) {
        String check = name("nn");
        steps.change(
                "add-not-null",
                "Require a value in " + move.to() + " from now on",
                LockMode.ACCESS_EXCLUSIVE.on(List.of(move.place())),
                addCheck(check, move.to()),
                move.alter("DROP CONSTRAINT " + Sql.name(check)),
                Probes.constraint(move.sqlTable(), check));
        steps.scan(
                "validate-not-null",
                "Validate that no row lacks " + move.to(),
                LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(move.place())),
                validate(check),
                Probes.validConstraint(move.sqlTable(), check));
    }

    @Override
    public List<String> hide() {
        return List.of(
                move.alter("ALTER COLUMN " + Sql.name(move.to()) + " SET NOT NULL"),
                move.alter("DROP CONSTRAINT " + Sql.name(name("nn"))),
                move.alter("ALTER COLUMN " + Sql.name(move.from()) + " DROP NOT NULL"));
    }

    @Override
    public Unhide unhide() {
        String old = name("nn_old");
        return new Unhide(
                List.of(addCheck(old, move.hidden()), validate(old)),
                List.of(
                        move.alter("ALTER COLUMN " + Sql.name(move.from()) + " SET NOT NULL"),
                        move.alter("DROP CONSTRAINT " + Sql.name(old)),
                        addCheck(name("nn"), move.to()),
                        move.alter("ALTER COLUMN " + Sql.name(move.to()) + " DROP NOT NULL")),
                List.of(validate(name("nn"))));
    }

    private String name(String what) {
        return move.names().of(what);
    }

    /** IS DISTINCT FROM NULL is the plain null test, for composite types too, and so the one that SET NOT NULL knows. */
    private String addCheck(String name, String column) {
        return move.alter("ADD CONSTRAINT " + Sql.name(name) + " CHECK (" + Sql.name(column)
                + " IS DISTINCT FROM NULL) NOT VALID");
    }

    private String validate(String name) {
        return move.alter("VALIDATE CONSTRAINT " + Sql.name(name));
    }
}
