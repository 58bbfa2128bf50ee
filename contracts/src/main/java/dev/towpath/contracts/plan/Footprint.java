package dev.towpath.contracts.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.change.SchemaChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a plan touches or depends on: what conflicts and drift are judged by. Each entry is {@code <kind> <name>} with
 * the name as the catalog gives it, such as {@code column public.users.full_name} or {@code index public.users_name_idx}.
 *
 * @param table {@code <schema>.<table>}, literal; every plan relies on its table
 * @param objects what the plan changes; in plans made before {@code reliesOn} was told apart, also what it relies on
 * @param reliesOn what it doesn't change, but needs to stay as it is
 */
public record Footprint(
        String table,
        List<String> objects,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> reliesOn) {
    public Footprint {
        objects = List.copyOf(objects);
        reliesOn = List.copyOf(reliesOn);
    }

    /** A plan that relies on nothing but its table. */
    public Footprint(String table, List<String> objects) {
        this(table, objects, List.of());
    }

    /** What a rollout file says of itself. The plan's footprint has at least these objects. */
    public static Footprint declared(SchemaChange change) {
        String table = change.schema() + "." + change.table();
        return new Footprint(
                table,
                change.columns().stream()
                        .map(column -> "column " + table + "." + column)
                        .toList());
    }

    /**
     * What keeps the two from going side by side: each object that one changes and the other changes or relies on. In
     * order, without repetition; the same whichever is asked.
     */
    public List<String> shared(Footprint other) {
        return Stream.concat(taken(objects, other.all()), taken(other.objects, all()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<String> taken(List<String> changed, Set<String> needed) {
        return changed.stream().filter(needed::contains);
    }

    private Set<String> all() {
        Set<String> all = new HashSet<>(objects);
        all.addAll(reliesOn);
        all.add("table " + table);
        return all;
    }
}
