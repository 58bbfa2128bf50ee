package dev.towpath.agent.backfill;

import dev.towpath.agent.target.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code text[]} as SQL: {@code ARRAY['a','b']::text[]}. */
final class ArrayLiteral {
    private ArrayLiteral() {}

    static String of(List<String> elements) {
        return elements.stream().map(SqlText::literal).collect(Collectors.joining(",", "ARRAY[", "]::text[]"));
    }
}
