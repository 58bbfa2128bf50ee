package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.Column;
import dev.towpath.planner.catalog.OwnedSequence;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.step.StageSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * The default and the sequences that the column owns. They change sides only when the old column is hidden: before
 * that a trigger could not tell a given value from a default.
 */
public record CarriedDefault(ColumnMove move, Column column) implements Carried {
    @Override
    public String object() {
        return "default " + move.place() + "." + move.from();
    }

    @Override
    public void build(StageSteps steps) {}

    @Override
    public List<String> hide() {
        return pass(move.from(), move.to());
    }

    @Override
    public Unhide unhide() {
        return Unhide.within(pass(move.to(), move.from()));
    }

    private List<String> pass(String giver, String taker) {
        List<String> statements = new ArrayList<>();
        if (!column.defaultExpression().isEmpty()) {
            statements.add(
                    move.alter("ALTER COLUMN " + Sql.name(taker) + " SET DEFAULT " + column.defaultExpression()));
            statements.add(move.alter("ALTER COLUMN " + Sql.name(giver) + " DROP DEFAULT"));
        }
        for (OwnedSequence sequence : column.sequences()) {
            statements.add("ALTER SEQUENCE " + sequence.sql() + " OWNED BY " + move.sqlTable() + "." + Sql.name(taker));
        }
        return statements;
    }
}
