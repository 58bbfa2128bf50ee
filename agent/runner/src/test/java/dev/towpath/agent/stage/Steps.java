package dev.towpath.agent.stage;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.VerifyStep;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Steps as a plan has them, on tables of these tests. */
final class Steps {
    static final Duration LOCK = Duration.ofMillis(500);
    static final Duration LONG = Duration.ofSeconds(60);

    private Steps() {}

    static TransactionStep transaction(String sql, String probe) {
        return new TransactionStep(
                new StepId("expand.1.alter"), GatePoint.EXPAND, "alter", sql, "none", LOCK, LONG, "", probe);
    }

    /** A step that may read a whole table. */
    static TransactionStep scan(String sql) {
        return new TransactionStep(
                new StepId("cutover.2.scan"),
                GatePoint.CUTOVER,
                "scan",
                sql,
                "SHARE UPDATE EXCLUSIVE",
                LOCK,
                Duration.ofHours(6),
                "",
                "SELECT false");
    }

    static TransactionStep addColumn(String table, String column) {
        return transaction("ALTER TABLE public." + table + " ADD COLUMN " + column + " text", hasColumn(table, column));
    }

    static String hasColumn(String table, String column) {
        return "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'public.%s'::regclass AND attname = '%s')"
                .formatted(table, column);
    }

    static ConcurrentStep index(String name, String definition, boolean unique, Duration deadline) {
        return new ConcurrentStep(
                new StepId("cutover.1.index"),
                GatePoint.CUTOVER,
                "index",
                "CREATE %sINDEX CONCURRENTLY %s ON %s".formatted(unique ? "UNIQUE " : "", name, definition),
                "SHARE UPDATE EXCLUSIVE",
                Duration.ZERO,
                deadline,
                "",
                indexThat("indisvalid", name),
                "public." + name,
                "DROP INDEX CONCURRENTLY IF EXISTS public." + name,
                indexThat("NOT indisvalid", name));
    }

    /** What takes the index of {@code build} away, as an undo step does. */
    static ConcurrentStep removal(ConcurrentStep build) {
        return new ConcurrentStep(
                new StepId("cutover.1.index-undo"),
                GatePoint.CUTOVER,
                "remove",
                build.cleanup(),
                build.lock(),
                Duration.ZERO,
                build.statementTimeout(),
                "",
                "SELECT to_regclass('" + build.object() + "') IS NULL",
                build.object(),
                "",
                "SELECT false");
    }

    static VerifyStep verify(String sql) {
        return new VerifyStep(
                new StepId("backfill.2.verify"),
                GatePoint.BACKFILL,
                "verify",
                sql,
                "none",
                LOCK,
                LONG,
                "",
                "SELECT false");
    }

    /** Copies {@code old} to {@code new} and counts in {@code writes} how often each row was written. */
    static BackfillStep backfill(String table, List<String> keys, List<String> types, Duration batch) {
        String key = String.join(", ", keys);
        String asText = keys.stream().map(column -> column + "::text").collect(Collectors.joining(", "));
        String above = "($1::text[] IS NULL OR (%s) > (%s))".formatted(key, cast("$1", types));
        return new BackfillStep(
                new StepId("backfill.1.copy"),
                GatePoint.BACKFILL,
                "copy",
                "UPDATE public.%s SET new = old, writes = writes + 1 WHERE %s AND (%s) <= (%s)"
                        .formatted(table, above, key, cast("$2", types)),
                "ROW EXCLUSIVE",
                LOCK,
                LONG,
                "",
                "SELECT false",
                keys,
                """
                SELECT ARRAY[%s]::text[] FROM (SELECT %s FROM public.%s WHERE %s ORDER BY %s LIMIT $2) AS batch
                ORDER BY %s LIMIT 1""".formatted(asText, key, table, above, key, descending(keys)),
                "SELECT reltuples::bigint FROM pg_class WHERE oid = 'public.%s'::regclass".formatted(table),
                batch,
                false);
    }

    private static String indexThat(String condition, String name) {
        return "SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('public.%s') AND %s)"
                .formatted(name, condition);
    }

    private static String cast(String array, List<String> types) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> "(%s::text[])[%d]::%s".formatted(array, i + 1, types.get(i)))
                .collect(Collectors.joining(", "));
    }

    private static String descending(List<String> keys) {
        return keys.stream().map(column -> column + " DESC").collect(Collectors.joining(", "));
    }
}
