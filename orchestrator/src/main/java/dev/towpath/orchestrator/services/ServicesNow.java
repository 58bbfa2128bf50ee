package dev.towpath.orchestrator.services;

import dev.towpath.contracts.RolloutId;
import dev.towpath.orchestrator.rollout.services.InstanceSeen;
import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * What a decision about a rollout may know of services: read anew each time, and nothing at all while nobody listens, or
 * before everybody had the time to speak since.
 */
@Singleton
public final class ServicesNow {
    private static final ServicesSeen NOBODY_LISTENS = new ServicesSeen.Unknown(
            "Presence is not read, or only since a moment ago; it counts again when every instance had the time to speak.");

    private final PostgresPresence presence;
    private final PresenceRules rules;

    public ServicesNow(PostgresPresence presence, PresenceRules rules) {
        this.presence = presence;
        this.rules = rules;
    }

    public Uni<ServicesSeen> of(RolloutId rollout) {
        return presence.seen(Optional.of(rollout.database()))
                .map(seen -> rules.settled(seen.listening())
                        ? new ServicesSeen.Known(instances(seen, rollout))
                        : NOBODY_LISTENS);
    }

    private List<InstanceSeen> instances(PresenceSeen seen, RolloutId rollout) {
        return seen.instances().stream()
                .map(known -> new InstanceSeen(
                        known.service(),
                        known.instance(),
                        known.said().version(),
                        rules.stateOf(known),
                        known.saidAt(),
                        Optional.ofNullable(known.said().acknowledged().get(rollout))))
                .toList();
    }
}
