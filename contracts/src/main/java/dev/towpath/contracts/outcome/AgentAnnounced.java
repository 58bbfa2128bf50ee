package dev.towpath.contracts.outcome;

import dev.towpath.contracts.DatabaseId;

/**
 * An agent lives; every 5 s. An observation, not history.
 *
 * @param fence epoch that names this owner
 * @param halted whether the brake {@code towpath.control} is on
 */
public record AgentAnnounced(
        DatabaseId database,
        String instance,
        String version,
        long fence,
        String serverVersion,
        String systemIdentifier,
        boolean halted)
        implements Outcome {}
