package dev.towpath.planner.carry;

import dev.towpath.planner.catalog.Column;
import dev.towpath.planner.catalog.Constraint;
import dev.towpath.planner.catalog.ForeignKey;
import dev.towpath.planner.catalog.Index;
import dev.towpath.planner.catalog.StatisticsObject;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.catalog.Use;
import dev.towpath.planner.dialect.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything of a table that has to follow a column, in the order in which it can be built: what needs a unique index
 * comes after it. The reverse is the order in which it can be taken off the old column.
 */
public final class Carrying {
    private final ColumnMove move;
    private final Table table;
    private final Column column;
    private final List<Carried> carried = new ArrayList<>();

    private Carrying(ColumnMove move, Table table, Column column) {
        this.move = move;
        this.table = table;
        this.column = column;
    }

    /** Only of a table for which {@link #unreadable} finds nothing. */
    public static List<Carried> of(ColumnMove move, Table table, Column column) {
        Carrying carrying = new Carrying(move, table, column);
        carrying.indexes();
        carrying.constraints();
        carrying.statistics();
        carrying.defaults();
        carrying.foreignKeys();
        return List.copyOf(carrying.carried);
    }

    /** Names of the objects whose definition can't be written for another column with certainty. */
    public static List<String> unreadable(Table table, Column column) {
        Stream<String> indexes = table.indexes().stream()
                .filter(index ->
                        mentions(index.uses(), column) && tail(index, column).isEmpty())
                .map(index -> "index " + index.name());
        Stream<String> checks = table.constraints().stream()
                .filter(check -> mentions(check.uses(), column)
                        && expression(check, column).isEmpty())
                .map(check -> "constraint " + check.name());
        Stream<String> statistics = table.statistics().stream()
                .filter(object ->
                        mentions(object.uses(), column) && tail(object, column).isEmpty())
                .map(object -> "statistics " + object.name());
        return Stream.of(indexes, checks, statistics).flatMap(names -> names).toList();
    }

    /** What has to follow the column, whether or not it can be read: {@code <kind> <name>} each, as in a footprint. */
    public static Stream<String> following(String schema, String name, Table table, String column) {
        String place = schema + "." + name;
        Stream<String> indexes = table.indexes().stream()
                .filter(index -> Use.count(index.uses(), column) > 0)
                .map(index -> index.constraint().isEmpty()
                        ? "index " + schema + "." + index.name()
                        : "constraint " + place + "." + index.constraint());
        Stream<String> constraints = table.constraints().stream()
                .filter(constraint -> Use.count(constraint.uses(), column) > 0)
                .map(constraint -> "constraint " + place + "." + constraint.name());
        Stream<String> statistics = table.statistics().stream()
                .filter(object -> Use.count(object.uses(), column) > 0)
                .map(object -> "statistics " + object.schema() + "." + object.name());
        Stream<String> keys = table.foreignKeys().stream()
                .filter(key -> involves(key, schema, name, column))
                .map(key -> "constraint " + key.from() + "." + key.name());
        return Stream.of(indexes, constraints, statistics, keys).flatMap(objects -> objects);
    }

    private void indexes() {
        for (Index index : table.indexes()) {
            if (mentions(index.uses(), column)) {
                Definition tail = tail(index, column).orElseThrow();
                constraint(index)
                        .ifPresentOrElse(
                                constraint ->
                                        carried.add(new CarriedUnique(move, constraint, index, tail, alias("unique"))),
                                () -> carried.add(new CarriedIndex(move, index, tail, alias("index"))));
            }
        }
    }

    private void constraints() {
        for (Constraint constraint : table.constraints()) {
            if (constraint.kind().equals(Constraint.CHECK) && mentions(constraint.uses(), column)) {
                Definition body = expression(constraint, column).orElseThrow();
                carried.add(new CarriedCheck(move, constraint, body, alias("check")));
            } else if (constraint.kind().equals(Constraint.NOT_NULL)
                    && constraint.columns().contains(column.name())) {
                Definition body = new Definition(List.of("NOT NULL ", ""));
                carried.add(new CarriedCheck(move, constraint, body, alias("check")));
            }
        }
        if (column.notNull() && !move.capabilities().notNullConstraints()) {
            carried.add(new CarriedNotNull(move));
        }
    }

    private void statistics() {
        for (StatisticsObject object : table.statistics()) {
            if (mentions(object.uses(), column)) {
                carried.add(
                        new CarriedStatistics(move, object, tail(object, column).orElseThrow(), alias("statistics")));
            }
        }
    }

    private void defaults() {
        if (!column.defaultExpression().isEmpty() || !column.sequences().isEmpty()) {
            carried.add(new CarriedDefault(move, column));
        }
    }

    private void foreignKeys() {
        for (ForeignKey key : table.foreignKeys()) {
            if (involves(key, move.schema(), move.table(), column.name())) {
                carried.add(new CarriedForeignKey(move, key, alias("foreign-key")));
            }
        }
    }

    /** Whether {@code key} starts from or leads to that column. */
    public static boolean involves(ForeignKey key, String schema, String table, String column) {
        String place = schema + "." + table;
        return (key.from().toString().equals(place) && key.fromColumns().contains(column))
                || (key.to().toString().equals(place) && key.toColumns().contains(column));
    }

    private static boolean mentions(List<Use> uses, Column column) {
        return Use.count(uses, column.name()) > 0;
    }

    private Optional<Constraint> constraint(Index index) {
        return table.constraints().stream()
                .filter(constraint -> constraint.name().equals(index.constraint()))
                .findFirst();
    }

    private static Optional<Definition> tail(Index index, Column column) {
        return Definition.of(IndexBuild.tailOf(index), column.quoted(), Use.count(index.uses(), column.name()));
    }

    private static Optional<Definition> tail(StatisticsObject object, Column column) {
        return Definition.of(
                CarriedStatistics.tailOf(object), column.quoted(), Use.count(object.uses(), column.name()));
    }

    private static Optional<Definition> expression(Constraint check, Column column) {
        return Definition.of(
                "CHECK (" + check.expression() + ")", column.quoted(), Use.count(check.uses(), column.name()));
    }

    /** Unique in the plan: kind and a running number. */
    private String alias(String kind) {
        return kind + "-" + (carried.size() + 1);
    }
}
