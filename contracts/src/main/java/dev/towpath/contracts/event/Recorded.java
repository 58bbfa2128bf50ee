package dev.towpath.contracts.event;

import dev.towpath.contracts.Message;
import java.time.Instant;

/**
 * An event as it stands in the log, and as {@code towpath.events} carries it.
 *
 * @param version counts from 1 in its stream
 * @param hash lower-case hex SHA-256 over the predecessor's hash and this event
 * @param previousHash the predecessor's hash; 64 zeros for the first
 */
public record Recorded<E extends StreamEvent>(
        String stream,
        long version,
        Instant time,
        String actor,
        String reason,
        E data,
        String hash,
        String previousHash)
        implements Message {}
