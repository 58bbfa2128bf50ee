package dev.towpath.orchestrator.services;

import dev.towpath.contracts.DatabaseId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Answers what is known of services, as of now. */
@Singleton
public final class Services {
    private final PostgresPresence presence;
    private final PresenceRules rules;

    Services(PostgresPresence presence, PresenceRules rules) {
        this.presence = presence;
        this.rules = rules;
    }

    /** Of one database, or of all, by service and database. */
    public Uni<List<ServiceDocument>> list(Optional<DatabaseId> database) {
        return presence.seen(database).map(seen -> ServiceDocument.of(seen.instances(), rules));
    }

    /** One instance, on each database that it uses. */
    public Uni<List<ServiceDocument>> of(InstanceKey instance) {
        return presence.seen(Optional.empty())
                .map(all -> all.instances().stream()
                        .filter(known -> known.service().equals(instance.service())
                                && known.instance().equals(instance.instance()))
                        .toList())
                .map(mine -> ServiceDocument.of(mine, rules));
    }
}
