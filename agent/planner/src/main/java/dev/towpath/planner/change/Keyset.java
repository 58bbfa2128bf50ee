package dev.towpath.planner.change;

import dev.towpath.planner.catalog.Index;
import dev.towpath.planner.catalog.IndexKey;
import dev.towpath.planner.catalog.Table;
import dev.towpath.planner.dialect.Sql;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The key that a backfill walks along, and its SQL. Comparisons use the operators and the collation of the key's own
 * index, and a key that is read as text is written back with the column's own type, so that every type with an order
 * works.
 */
public record Keyset(List<IndexKey> keys) {
    /** A guess for the width of a type without a fixed one: wide enough to lose against any number or uuid. */
    private static final int VARYING = 64;

    /** The primary key, else the narrowest key that every row has exactly once. */
    public static Optional<Keyset> of(Table table) {
        return table.indexes().stream()
                .filter(Keyset::isKey)
                .min(Comparator.comparing((Index index) -> !index.primary())
                        .thenComparing(index -> index.keys().size())
                        .thenComparing(Keyset::width)
                        .thenComparing(Index::name))
                .map(index -> new Keyset(index.keys()));
    }

    private static boolean isKey(Index index) {
        return index.unique()
                && index.valid()
                && index.immediate()
                && index.ordered()
                && !index.partial()
                && !index.expressions()
                && index.keys().stream().allMatch(key -> key.notNull() && key.naturalOrder())
                && same(index, IndexKey::descending)
                && same(index, IndexKey::above)
                && same(index, IndexKey::upTo);
    }

    private static boolean same(Index index, Function<IndexKey, Object> property) {
        return index.keys().stream().map(property).distinct().count() == 1;
    }

    private static int width(Index index) {
        return index.keys().stream()
                .mapToInt(key -> key.width() < 0 ? VARYING : key.width())
                .sum();
    }

    public List<String> columns() {
        return keys.stream().map(IndexKey::column).toList();
    }

    /** The key of the last row of the next batch: after {@code $1}, {@code $2} rows long at most. */
    String boundary(String sqlTable) {
        String columns = list(keys.stream().map(key -> Sql.name(key.column())));
        return "SELECT ARRAY[" + list(keys.stream().map(key -> "b." + Sql.name(key.column()) + "::text")) + "]"
                + "\nFROM (SELECT " + columns + " FROM " + sqlTable
                + "\n      WHERE " + after() + "\n      ORDER BY " + columns + " LIMIT $2::bigint) b"
                + "\nORDER BY " + list(keys.stream().map(key -> "b." + Sql.name(key.column()) + " DESC")) + " LIMIT 1";
    }

    /** Of rows after {@code $1::text[]} (all, if it is null) and up to {@code $2::text[]}. */
    String between() {
        return after() + "\n  AND " + compare(keys.getFirst().upTo(), "$2");
    }

    private String after() {
        return "($1::text[] IS NULL OR " + compare(keys.getFirst().above(), "$1") + ")";
    }

    private String compare(String operator, String parameter) {
        String columns = list(keys.stream().map(key -> Sql.name(key.column())));
        String values = list(IntStream.range(0, keys.size()).mapToObj(i -> value(keys.get(i), parameter, i + 1)));
        return keys.size() == 1
                ? columns + " " + operator + " " + values
                : "(" + columns + ") " + operator + " (" + values + ")";
    }

    private static String value(IndexKey key, String parameter, int position) {
        String value = "(" + parameter + "::text[])[" + position + "]::" + key.type();
        return key.collation().isEmpty() ? value : value + " COLLATE " + key.collation();
    }

    private static String list(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }
}
