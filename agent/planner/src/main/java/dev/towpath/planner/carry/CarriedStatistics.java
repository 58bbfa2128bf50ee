package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.StatisticsObject;
import dev.towpath.planner.dialect.Definition;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import java.util.ArrayList;
import java.util.List;

/**
 * An extended statistics object. The old one stays beside the hidden column and goes with it.
 *
 * @param tail its definition after its name
 */
public record CarriedStatistics(ColumnMove move, StatisticsObject statistics, Definition tail, String alias)
        implements Carried {
    private static final String HEAD = "CREATE STATISTICS ";

    /** What {@link #tail} is read from. */
    static String tailOf(StatisticsObject statistics) {
        return statistics.definition().substring((HEAD + statistics.quoted()).length());
    }

    @Override
    public String object() {
        return "statistics " + statistics.schema() + "." + statistics.name();
    }

    @Override
    public void build(StageSteps steps) {
        String ours = Sql.name(statistics.schema(), ours());
        List<String> statements = new ArrayList<>();
        statements.add(HEAD + ours + tail.with(move.to()));
        if (statistics.target() >= 0) {
            statements.add("ALTER STATISTICS " + ours + " SET STATISTICS " + statistics.target());
        }
        if (!statistics.comment().isEmpty()) {
            statements.add("COMMENT ON STATISTICS " + ours + " IS " + Sql.string(statistics.comment()));
        }
        statements.add("ALTER STATISTICS " + ours + " OWNER TO " + Sql.name(statistics.owner()));
        steps.change(
                "create-" + alias,
                "Create statistics " + statistics.name() + " for " + move.to(),
                LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(move.place())),
                Sql.script(statements),
                Probes.statistics(statistics.schema(), ours()),
                Undo.change(
                                "Drop " + ours(),
                                LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(move.place())),
                                List.of("DROP STATISTICS IF EXISTS " + ours),
                                Probes.not(Probes.statistics(statistics.schema(), ours())))
                        .removing(List.of("statistics " + statistics.schema() + "." + ours())));
    }

    @Override
    public List<String> hide() {
        return List.of(rename(statistics.name(), olds()), rename(ours(), statistics.name()));
    }

    @Override
    public Unhide unhide() {
        return Unhide.within(List.of(rename(statistics.name(), ours()), rename(olds(), statistics.name())));
    }

    private String rename(String from, String to) {
        return "ALTER STATISTICS " + Sql.name(statistics.schema(), from) + " RENAME TO " + Sql.name(to);
    }

    private String ours() {
        return move.names().of(alias);
    }

    private String olds() {
        return move.names().of(alias + "_old");
    }
}
