package dev.towpath.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.towpath.contracts.spec.RolloutSpec;

/**
 * Opens a rollout.
 *
 * @param planOnly whether to stop before the first stage, with a frozen plan, until StartRollout; false by default
 */
public record SubmitRollout(
        String actor,
        String reason,
        RolloutSpec rollout,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean planOnly)
        implements UserCommand {}
