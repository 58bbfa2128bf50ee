package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.Constraint;
import dev.towpath.planner.catalog.Index;
import dev.towpath.planner.dialect.Definition;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import java.util.ArrayList;
import java.util.List;

/** A unique constraint: its index is built beside the table's users and then made the constraint's. */
public record CarriedUnique(ColumnMove move, Constraint constraint, Index index, Definition tail, String alias)
        implements Carried {
    static String twoEnforcers(String name) {
        return "From its build in cutover until the hide both columns are unique: when two sessions insert the same key"
                + " at the same moment, ON CONFLICT on one column can report a violation of the other (" + name + ").";
    }

    @Override
    public String object() {
        return "constraint " + move.place() + "." + constraint.name();
    }

    @Override
    public List<String> keys() {
        return List.of(built().key());
    }

    @Override
    public void build(StageSteps steps) {
        built().addTo(steps, alias, ours());
        steps.change(
                "add-" + alias,
                "Make it a unique constraint, as " + constraint.name() + " is",
                LockMode.ACCESS_EXCLUSIVE.on(List.of(move.place())),
                Sql.script(add(ours(), ours())),
                Probes.constraint(move.sqlTable(), ours()),
                move.withoutConstraint(ours()));
    }

    @Override
    public List<String> hide() {
        List<String> statements = new ArrayList<>();
        statements.add(move.alter("DROP CONSTRAINT " + Sql.name(constraint.name())));
        statements.add(rename(ours(), constraint.name()));
        statements.addAll(cluster());
        return statements;
    }

    @Override
    public Unhide unhide() {
        String olds = move.names().of(alias + "_old");
        List<String> within = new ArrayList<>(built().attributes(olds));
        within.add(rename(constraint.name(), ours()));
        within.addAll(add(constraint.name(), olds));
        within.addAll(cluster());
        return new Unhide(built().again(alias, olds), within, Undo.NOTHING);
    }

    @Override
    public List<String> notes() {
        return constraint.deferrable()
                ? List.of(
                        twoEnforcers(constraint.name()),
                        "While the index for " + constraint.name() + " is being built its uniqueness is checked at"
                                + " once, not deferred: an update that swaps values fails in that time.")
                : List.of(twoEnforcers(constraint.name()));
    }

    /** Adding a constraint gives the index the constraint's name. */
    private List<String> add(String name, String indexName) {
        String add = move.alter("ADD CONSTRAINT " + Sql.name(name) + " UNIQUE USING INDEX " + Sql.name(indexName)
                + (constraint.deferrable() ? " DEFERRABLE" : "")
                + (constraint.deferred() ? " INITIALLY DEFERRED" : ""));
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

    private List<String> cluster() {
        return index.clustered() ? List.of(move.alter("CLUSTER ON " + Sql.name(index.name()))) : List.of();
    }

    private IndexBuild built() {
        return new IndexBuild(move, index, tail);
    }

    private String ours() {
        return move.names().of(alias);
    }
}
