package dev.towpath.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.towpath.contracts.DatabaseId;
import java.util.Optional;

/**
 * Ends a freeze of a database before its time, or before it begins. Says why.
 *
 * @param freeze its number; may be left out where there is only one
 */
public record LiftFreeze(
        String actor,
        String reason,
        DatabaseId database,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> freeze)
        implements UserCommand {}
