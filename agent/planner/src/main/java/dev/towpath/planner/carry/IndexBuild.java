package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.Index;
import dev.towpath.planner.catalog.IndexKey;
import dev.towpath.planner.catalog.StatisticsTarget;
import dev.towpath.planner.dialect.Definition;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.lock.LockMode;
import dev.towpath.planner.step.ConcurrentObject;
import dev.towpath.planner.step.Probes;
import dev.towpath.planner.step.StageSteps;
import dev.towpath.planner.step.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An index of the old column, built again for another one beside the table's users.
 *
 * @param tail its definition after its name, as the server deparses it
 */
record IndexBuild(ColumnMove move, Index index, Definition tail) {
    /** What {@link #tail} is read from: the definition without {@code CREATE INDEX <name>}. */
    static String tailOf(Index index) {
        return index.definition().substring(head(index).length());
    }

    private static String head(Index index) {
        return (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + index.quoted();
    }

    /** The columns that it is a key of, for the footprint. */
    String key() {
        return keyOf(move.place(), index.keys().stream().map(IndexKey::column).toList());
    }

    /** A key of {@code place}, in whatever order its columns are. */
    static String keyOf(String place, List<String> columns) {
        return "key " + place + " (" + columns.stream().sorted().collect(Collectors.joining(", ")) + ")";
    }

    void addTo(StageSteps steps, String what, String name) {
        steps.concurrent(
                "build-" + what,
                "Build " + index.name() + " for " + move.to(),
                LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(move.place())),
                create(name, move.to()),
                new ConcurrentObject(move.schema(), name, deparsed(name, move.to())));
        List<String> attributes = attributes(name);
        if (!attributes.isEmpty()) {
            steps.change(
                    "describe-" + what,
                    "Give it the comment and the statistics targets of " + index.name(),
                    LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(move.place())),
                    Sql.script(attributes),
                    Probes.NEVER,
                    Undo.NOTHING);
        }
    }

    /** The same index for the column that is hidden, before it has its name back. */
    Undo again(String what, String name) {
        ConcurrentObject object = new ConcurrentObject(move.schema(), name, deparsed(name, move.hidden()));
        return steps -> steps.build(
                "build-" + what,
                "Build " + index.name() + " for what was " + move.from(),
                LockMode.SHARE_UPDATE_EXCLUSIVE.on(List.of(move.place())),
                create(name, move.hidden()),
                object,
                Probes.any(List.of(move.notHidden(), object.probe())));
    }

    String create(String name, String column) {
        String create = (index.unique() ? "CREATE UNIQUE INDEX" : "CREATE INDEX") + " CONCURRENTLY " + Sql.name(name)
                + tail.with(column);
        return index.tablespace().isEmpty()
                ? create
                : Definition.insertBeforeWhere(create, "TABLESPACE " + index.tablespace());
    }

    /** Comment and statistics targets, which a definition doesn't carry. */
    List<String> attributes(String name) {
        List<String> statements = new ArrayList<>();
        if (!index.comment().isEmpty()) {
            statements.add("COMMENT ON INDEX " + move.beside(name) + " IS " + Sql.string(index.comment()));
        }
        for (StatisticsTarget target : index.statisticsTargets()) {
            statements.add("ALTER INDEX " + move.beside(name) + " ALTER COLUMN " + target.position()
                    + " SET STATISTICS " + target.target());
        }
        return statements;
    }

    String rename(String from, String to) {
        return "ALTER INDEX " + move.beside(from) + " RENAME TO " + Sql.name(to);
    }

    private String deparsed(String name, String column) {
        return Sql.string(index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ") + " || pg_catalog.quote_ident("
                + Sql.string(name) + ") || " + tail.deparsedWith(column);
    }
}
