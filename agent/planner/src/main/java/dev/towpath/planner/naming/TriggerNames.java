package dev.towpath.planner.naming;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names for triggers that have to fire before or after all others. PostgreSQL fires triggers of one kind in the order
 * of the bytes of their names. Where the usual name doesn't sort right it gets a mark in front: {@code !} sorts before,
 * {@code ~} after every letter.
 */
public final class TriggerNames {
    private static final Comparator<String> FIRING_ORDER =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private TriggerNames() {}

    /** {@code name} or {@code !name}, whichever sorts before all {@code others}; empty if neither does. */
    public static Optional<String> first(String name, Collection<String> others) {
        return Stream.of(name, "!" + name)
                .filter(candidate -> others.stream().allMatch(other -> FIRING_ORDER.compare(candidate, other) < 0))
                .findFirst();
    }

    /** {@code name} or {@code ~name}, whichever sorts after all {@code others}; empty if neither does. */
    public static Optional<String> last(String name, Collection<String> others) {
        return Stream.of(name, "~" + name)
                .filter(candidate -> others.stream().allMatch(other -> FIRING_ORDER.compare(candidate, other) > 0))
                .findFirst();
    }

    /** Whether a first and a last name can be had. */
    public static boolean canSurround(String name, List<String> others) {
        return first(name, others).isPresent() && last(name, others).isPresent();
    }
}
