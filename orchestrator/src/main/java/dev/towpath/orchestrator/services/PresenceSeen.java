package dev.towpath.orchestrator.services;

import java.util.List;

/**
 * What is known of instances at one moment.
 *
 * @param instances all that were heard of, also those that are gone
 */
public record PresenceSeen(Listening listening, List<KnownInstance> instances) {
    public PresenceSeen {
        instances = List.copyOf(instances);
    }
}
