package dev.towpath.contracts.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.plan.Conflict;
import java.util.List;

/**
 * No plan can be made from what the catalog shows; nothing was changed.
 *
 * @param conflicts open rollouts that are in the way, so that a plan may be made when they have ended; empty if the
 *     reason is another
 */
public record PlanRefused(
        RolloutId rolloutId,
        Failure failure,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Conflict> conflicts)
        implements Outcome {
    public PlanRefused {
        conflicts = List.copyOf(conflicts);
    }

    /** For a reason that no other rollout is. */
    public PlanRefused(RolloutId rolloutId, Failure failure) {
        this(rolloutId, failure, List.of());
    }
}
