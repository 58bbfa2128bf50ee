package dev.towpath.orchestrator.api;

import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import java.time.Instant;

/**
 * An event of the log as users see it.
 *
 * @param position its number in the log; events of one stream are numbered in order
 * @param stream the rollout's id, or {@code database/<id>}
 * @param type CloudEvents type, such as {@code dev.towpath.event.stage-entered.v1}
 */
record EventDocument(
        long position,
        String stream,
        long version,
        String type,
        Instant time,
        String actor,
        String reason,
        StreamEvent data,
        String hash,
        String previousHash) {
    static EventDocument of(StoredEvent stored) {
        Recorded<?> event = stored.recorded();
        return new EventDocument(
                stored.cursor().position(),
                event.stream(),
                event.version(),
                stored.type(),
                event.time(),
                event.actor(),
                event.reason(),
                event.data(),
                event.hash(),
                event.previousHash());
    }
}
