package dev.towpath.planner.carry;

import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.UndoSteps;
import java.util.ArrayList;
import java.util.List;

/** NOT NULL before PostgreSQL 18, where it has no name. */
public record CarriedNotNull(ColumnMove move) implements Carried {
    @Override
    public String object() {
        return "not-null " + move.place() + "." + move.from();
    }

    @Override
    public void build(StageSteps steps) {
        ofNew().build(steps);
    }

    @Override
    public List<String> hide() {
        List<String> statements = new ArrayList<>(ofNew().become());
        statements.add(move.alter("ALTER COLUMN " + Sql.name(move.from()) + " DROP NOT NULL"));
        return statements;
    }

    @Override
    public Unhide unhide() {
        List<String> within = new ArrayList<>();
        within.add(move.alter("ALTER COLUMN " + Sql.name(move.from()) + " SET NOT NULL"));
        within.add(ofHidden().drop());
        within.add(ofNew().add());
        within.add(move.alter("ALTER COLUMN " + Sql.name(move.to()) + " DROP NOT NULL"));
        return new Unhide(this::prove, within, ofNew().validateAgain("validate-not-null"));
    }

    /** While the old column is hidden, so that the transaction that gives it its name back doesn't read the table. */
    private void prove(UndoSteps steps) {
        NotNullCheck check = ofHidden();
        steps.change(
                "require-value",
                "Require a value in what was " + move.from(),
                check.lock(),
                List.of(check.add()),
                Probes.any(List.of(move.notHidden(), check.there())));
        steps.scan(
                "prove-value",
                "Validate that no row lacks it",
                check.scanLock(),
                check.validate(),
                Probes.any(List.of(move.notHidden(), check.valid())));
    }

    private NotNullCheck ofNew() {
        return new NotNullCheck(move, move.names().of("nn"), move.to());
    }

    private NotNullCheck ofHidden() {
        return new NotNullCheck(move, move.names().of("nn_old"), move.hidden());
    }
}
