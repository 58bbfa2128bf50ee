package dev.towpath.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.towpath.contracts.RolloutId;
import java.time.Duration;
import java.util.Optional;

/**
 * Changes how a backfill goes about it, also while it runs; what is not given stays as it is, and at least one is.
 *
 * @param batchDuration time that one batch aims to take
 * @param pause time between the end of a batch and the begin of the next, for everybody else
 */
public record TuneBackfill(
        String actor,
        String reason,
        RolloutId rolloutId,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Duration> batchDuration,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Duration> pause)
        implements UserCommand {}
