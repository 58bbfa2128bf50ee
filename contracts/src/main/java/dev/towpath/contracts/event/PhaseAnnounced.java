package dev.towpath.contracts.event;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import java.time.Instant;

/**
 * What services see, on {@code towpath.phases} and from {@code GET /api/phases}.
 *
 * @param percentage share of reads that take the new shape in phase {@code read_new}, 0 to 100
 * @param version only grows, over all tries of the revision
 */
public record PhaseAnnounced(
        RolloutId rolloutId,
        DatabaseId database,
        Revision revision,
        Phase phase,
        int percentage,
        long version,
        Instant since)
        implements Message {}
