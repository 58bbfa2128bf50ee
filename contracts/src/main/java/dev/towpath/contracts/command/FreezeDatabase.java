package dev.towpath.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.towpath.contracts.DatabaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps every gate on a database closed for a time; what is behind a gate runs on. Says why.
 *
 * @param from when it begins; at once if it is not given
 * @param until when it ends by itself; after {@code from}
 */
public record FreezeDatabase(
        String actor,
        String reason,
        DatabaseId database,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> from,

        Instant until)
        implements UserCommand {}
