package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.orchestrator.rollout.services.InstanceSeen;
import dev.towpath.orchestrator.rollout.services.InstanceSeen.Presence;
import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The instances of the services, as presence shows them. They come, follow, fall silent and go only when they are told. */
final class Fleet {
    static final String OLD_CRM = "2.3.9";
    static final String NEW_CRM = "2.4.0";
    static final String NEW_ONLY_CRM = "3.0.0";

    private final Map<String, InstanceSeen> instances = new LinkedHashMap<>();
    private boolean readable = true;

    ServicesSeen seen() {
        return readable
                ? new ServicesSeen.Known(List.copyOf(instances.values()))
                : new ServicesSeen.Unknown("Presence can't be read.");
    }

    /** Two services with one instance each, of the first versions that know the change. */
    Fleet upToDate(Instant now) {
        return live(RenameFile.CRM, "crm-1", NEW_CRM, now).live(RenameFile.BILLING, "billing-1", "1.9.0", now);
    }

    /** A new process; of the phases it has said nothing yet. */
    Fleet live(ServiceName service, String instance, String version, Instant now) {
        InstanceName name = new InstanceName(instance);
        ServiceVersion running = new ServiceVersion(version);
        instances.put(instance, new InstanceSeen(service, name, running, Presence.LIVE, now, Optional.empty()));
        return this;
    }

    Fleet says(String instance, Phase phase, Instant now) {
        instances.computeIfPresent(instance, (name, was) -> as(was, Presence.LIVE, now, Optional.of(phase)));
        return this;
    }

    /** Everybody who lives and can goes by {@code phase} and says so; old versions say nothing. */
    void follow(Phase phase, Instant now) {
        instances.replaceAll((name, was) ->
                was.presence() == Presence.LIVE && !isOld(was) ? as(was, Presence.LIVE, now, Optional.of(phase)) : was);
    }

    Fleet silent(String instance) {
        instances.computeIfPresent(
                instance, (name, was) -> as(was, Presence.UNKNOWN, was.lastSeen(), was.acknowledged()));
        return this;
    }

    Fleet gone(String instance) {
        instances.computeIfPresent(instance, (name, was) -> as(was, Presence.GONE, was.lastSeen(), was.acknowledged()));
        return this;
    }

    Fleet readable(boolean isReadable) {
        readable = isReadable;
        return this;
    }

    /** Only those stay who can follow, and they do. */
    void behave(Instant now) {
        List.copyOf(instances.keySet()).forEach(this::gone);
        readable(true).upToDate(now);
    }

    List<InstanceSeen> instances() {
        return List.copyOf(instances.values());
    }

    private static boolean isOld(InstanceSeen instance) {
        return instance.version().value().equals(OLD_CRM);
    }

    private static InstanceSeen as(InstanceSeen was, Presence presence, Instant lastSeen, Optional<Phase> phase) {
        return new InstanceSeen(was.service(), was.instance(), was.version(), presence, lastSeen, phase);
    }
}
