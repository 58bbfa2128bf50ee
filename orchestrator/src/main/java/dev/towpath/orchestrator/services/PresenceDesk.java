package dev.towpath.orchestrator.services;

import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.orchestrator.databases.KnownDatabases;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Where the words of instances that come by HTTP are taken; those of the topic go through the consumer. Only words about
 * registered databases are kept.
 */
@Singleton
public final class PresenceDesk {
    private final KnownDatabases databases;
    private final PostgresPresence presence;
    private final PresenceChanged changed;
    private final Clock clock;

    PresenceDesk(KnownDatabases databases, PostgresPresence presence, PresenceChanged changed, Clock clock) {
        this.databases = databases;
        this.presence = presence;
        this.changed = changed;
        this.clock = clock;
    }

    /** False if the database is not registered; nothing is kept then. */
    public Uni<Boolean> said(InstancePresent present) {
        return databases
                .knows(present.database())
                .chain(known -> known
                        ? presence.said(present, clock.instant())
                                .invoke(changed::ringIf)
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    public Uni<Void> goodbye(InstanceKey instance) {
        return presence.goodbye(instance).invoke(changed::ringIf).replaceWithVoid();
    }

    /** False if it was never heard of. */
    public Uni<Boolean> retire(InstanceKey instance, String actor, String reason) {
        return presence.retire(instance, actor, reason).invoke(changed::ringIf);
    }
}
