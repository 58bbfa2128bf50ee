package dev.towpath.orchestrator.services;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A service on one database, as users see it. */
public record ServiceDocument(ServiceName service, DatabaseId database, List<Instance> instances) {
    public ServiceDocument {
        instances = List.copyOf(instances);
    }

    /**
     * One of its instances.
     *
     * @param state {@code live}, {@code unknown} or {@code gone}
     * @param lastSeen when it last spoke
     * @param acknowledged the phase that it says it works by, for each rollout that it knows
     * @param detail what the state follows from, where it needs a word; else empty
     */
    public record Instance(
            InstanceName instance,
            ServiceVersion version,
            String state,
            Instant lastSeen,
            Map<RolloutId, Phase> acknowledged,
            String detail) {
        static Instance of(KnownInstance known, PresenceRules rules) {
            return new Instance(
                    known.instance(),
                    known.said().version(),
                    rules.stateOf(known).name().toLowerCase(Locale.ROOT),
                    known.saidAt(),
                    known.said().acknowledged(),
                    rules.detailOf(known));
        }
    }

    /** {@code instances} in their order, by service and database. */
    static List<ServiceDocument> of(List<KnownInstance> instances, PresenceRules rules) {
        record Key(ServiceName service, DatabaseId database) {}
        Map<Key, List<Instance>> services = new LinkedHashMap<>();
        for (KnownInstance known : instances) {
            services.computeIfAbsent(new Key(known.service(), known.said().database()), key -> new ArrayList<>())
                    .add(Instance.of(known, rules));
        }
        return services.entrySet().stream()
                .map(entry -> new ServiceDocument(
                        entry.getKey().service(), entry.getKey().database(), entry.getValue()))
                .toList();
    }
}
