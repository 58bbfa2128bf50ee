package dev.towpath.orchestrator.rollout;

import java.util.Arrays;
import java.util.stream.Stream;

/** The records of a sealed type, its families' included. */
final class Permitted {
    private Permitted() {}

    static Class<?>[] by(Class<?> type) {
        return records(type).toArray(Class<?>[]::new);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Permitted::records)
                : Stream.of(type);
    }
}
