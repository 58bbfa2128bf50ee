package dev.towpath.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.towpath.contracts.RolloutId;

/**
 * Ends the rollout and leaves the schema as it is. Rejected if something would be left behind, unless that is wanted.
 *
 * @param leaveInPlace whether what was made so far may stay; it is listed in the end
 */
public record AbortRollout(
        String actor,
        String reason,
        RolloutId rolloutId,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean leaveInPlace)
        implements UserCommand {}
