package dev.towpath.orchestrator.rollout.services;

import java.util.List;

/**
 * What is known of all instances of all services on one database at the moment of one decision. A decision opens
 * something only by what it is given here; what an earlier decision saw counts for nothing.
 */
public sealed interface ServicesSeen {
    /** Presence was listened to, and nobody was ever heard. */
    ServicesSeen NONE = new Known(List.of());

    /**
     * Presence was listened to.
     *
     * @param instances every one that was ever heard on this database, also those that are gone; each once
     */
    record Known(List<InstanceSeen> instances) implements ServicesSeen {
        public Known {
            instances = List.copyOf(instances);
        }
    }

    /**
     * It can't be said who is there: presence can't be read, or was not listened to yet since the start. Keeps closed
     * whatever waits for services.
     *
     * @param why one sentence for people, the same words as long as the cause is the same
     */
    record Unknown(String why) implements ServicesSeen {}
}
