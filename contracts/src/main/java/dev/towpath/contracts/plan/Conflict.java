package dev.towpath.contracts.plan;

import dev.towpath.contracts.RolloutId;
import java.util.List;

/**
 * Another open rollout that a rollout has to wait for.
 *
 * @param objects at least one: what both need and one of them changes, as footprints have it
 */
public record Conflict(RolloutId rolloutId, List<String> objects) {
    public Conflict {
        objects = List.copyOf(objects);
    }

    /** For people: the other and what it works on. */
    @Override
    public String toString() {
        return rolloutId + " (" + String.join(", ", objects) + ")";
    }
}
