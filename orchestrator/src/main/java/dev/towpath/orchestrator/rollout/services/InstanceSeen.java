package dev.towpath.orchestrator.rollout.services;

import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * One instance of a service, as it was last heard.
 *
 * @param lastSeen when its last word was received, by the orchestrator's clock and not by the instance's
 * @param acknowledged the phase that it said it goes by in the rollout that is decided on; empty if it said none
 */
public record InstanceSeen(
        ServiceName service,
        InstanceName instance,
        ServiceVersion version,
        Presence presence,
        Instant lastSeen,
        Optional<Phase> acknowledged) {
    /** Whether the instance is there. */
    public enum Presence {
        /** It was heard lately. */
        LIVE,
        /** It is silent; it may live or not, so it is waited for. */
        UNKNOWN,
        /** It said goodbye, or somebody retired it: it proves that the service was heard, and nothing else. */
        GONE
    }
}
