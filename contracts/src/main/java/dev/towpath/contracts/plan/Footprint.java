package dev.towpath.contracts.plan;

import java.util.List;

/**
 * What a plan touches or depends on: what conflicts and drift are judged by. Each entry is {@code <kind> <name>} with
 * the name as the catalog gives it, such as {@code column public.users.full_name} or {@code index public.users_name_idx}.
 *
 * @param table {@code <schema>.<table>}, literal
 */
public record Footprint(String table, List<String> objects) {
    public Footprint {
        objects = List.copyOf(objects);
    }
}
