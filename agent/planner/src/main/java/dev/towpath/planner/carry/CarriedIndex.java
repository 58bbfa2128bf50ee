package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.Index;
import dev.towpath.planner.dialect.Definition;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import java.util.ArrayList;
import java.util.List;

/**
 * An index without a constraint. While the old column is hidden its index stays beside it, so that the way back is a
 * change of names; a unique one goes, because a second enforcer would report violations under a name of ours.
 */
public record CarriedIndex(ColumnMove move, Index index, Definition tail, String alias) implements Carried {
    @Override
    public String object() {
        return "index " + move.schema() + "." + index.name();
    }

    @Override
    public List<String> keys() {
        return index.unique() ? List.of(built().key()) : List.of();
    }

    @Override
    public void build(StageSteps steps) {
        built().addTo(steps, alias, ours());
    }

    @Override
    public List<String> hide() {
        List<String> statements = new ArrayList<>();
        statements.add(
                index.unique() ? "DROP INDEX " + move.beside(index.name()) : built().rename(index.name(), olds()));
        statements.add(built().rename(ours(), index.name()));
        statements.addAll(cluster());
        return statements;
    }

    @Override
    public Unhide unhide() {
        List<String> within = new ArrayList<>();
        if (index.unique()) {
            within.addAll(built().attributes(olds()));
        }
        within.add(built().rename(index.name(), ours()));
        within.add(built().rename(olds(), index.name()));
        within.addAll(cluster());
        return new Unhide(index.unique() ? built().again(alias, olds()) : Undo.NOTHING, within, Undo.NOTHING);
    }

    @Override
    public List<String> notes() {
        return index.unique() ? List.of(CarriedUnique.twoEnforcers(index.name())) : List.of();
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

    private String olds() {
        return move.names().of(alias + "_old");
    }
}
