package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Lifts stored events of an older version to the present one, a version at a time: the history is never rewritten. The
 * table is explicit, and empty as long as every event is at version 1. An entry is never removed.
 */
final class Upcasters {
    /** Events as released so far: none has a second version. */
    static final Upcasters RELEASED = new Upcasters(Map.of());

    private final Map<String, Upcaster> steps;

    Upcasters(Map<String, Upcaster> steps) {
        this.steps = Map.copyOf(steps);
    }

    /** From one version to the next. The function must not change its argument. */
    record Upcaster(String nextType, UnaryOperator<JsonNode> data) {}

    /** An event's type with its data. */
    record Typed(String type, JsonNode data) {}

    /** The newest form of that event; the same one if nothing is newer. */
    Typed newest(String type, JsonNode data) {
        Typed current = new Typed(type, data);
        for (Upcaster step = steps.get(type); step != null; step = steps.get(current.type())) {
            current = new Typed(step.nextType(), step.data().apply(current.data()));
        }
        return current;
    }

    /** The type that {@link #newest} gives for that type. */
    String newestType(String type) {
        String current = type;
        for (Upcaster step = steps.get(type); step != null; step = steps.get(current)) {
            current = step.nextType();
        }
        return current;
    }
}
