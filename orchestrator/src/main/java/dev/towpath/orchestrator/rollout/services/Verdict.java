package dev.towpath.orchestrator.rollout.services;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.spec.ServiceSpec.Following;
import dev.towpath.orchestrator.rollout.services.InstanceSeen.Presence;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;
import java.time.Instant;

/** What one instance contributes to a judgement. The sentences hold no time, so that they change only with what they say. */
sealed interface Verdict {
    /** It does not bear what is needed. */
    record Lacks(String sentence) implements Verdict {}

    /** It bears what is needed. */
    record Bears(String sentence) implements Verdict {}

    /** It has no part in it. */
    record NotAsked() implements Verdict {}

    static Verdict of(InstanceSeen instance, Following spec, Need need) {
        if (instance.presence() == Presence.GONE) {
            return new NotAsked();
        }
        return switch (need) {
            case Need.Nothing nothing -> new NotAsked();
            case Acknowledged acknowledged -> acknowledged(instance, spec, acknowledged);
            case Need.OldShapeUnused(var phase) -> oldShapeUnused(instance, spec, phase);
            case Need.NewShapeUnused(var told) ->
                isNewOnly(instance, spec)
                        ? new Lacks(who(instance) + " never touches the old shape, so it needs the new one.")
                        : told.map(word -> acknowledged(instance, spec, word)).orElseGet(NotAsked::new);
        };
    }

    private static Verdict acknowledged(InstanceSeen instance, Following spec, Acknowledged need) {
        if (!knows(instance, spec)) {
            return new NotAsked();
        }
        return isNewOnly(instance, spec)
                ? new Bears(who(instance) + " never touches the old shape.")
                : goesBy(instance, need.phase(), need.since());
    }

    private static Verdict oldShapeUnused(InstanceSeen instance, Following spec, Phase phase) {
        if (instance.presence() == Presence.UNKNOWN) {
            return new Lacks(who(instance) + " may still need the old shape.");
        }
        if (!knows(instance, spec)) {
            return new Lacks(
                    who(instance) + " runs a version below " + spec.newFrom() + ", which needs the old shape.");
        }
        return acknowledged(instance, spec, new Acknowledged(phase, Instant.MIN));
    }

    private static Verdict goesBy(InstanceSeen instance, Phase phase, Instant since) {
        if (instance.acknowledged().isEmpty()) {
            return new Lacks(who(instance) + " has not acknowledged phase " + phase.wireName() + ".");
        }
        Phase said = instance.acknowledged().get();
        if (said != phase) {
            return new Lacks(who(instance) + " goes by phase " + said.wireName() + " and has not acknowledged "
                    + phase.wireName() + ".");
        }
        return instance.lastSeen().isBefore(since)
                ? new Lacks(who(instance) + " has to say once more that it goes by phase " + phase.wireName() + ".")
                : new Bears(who(instance) + " goes by phase " + phase.wireName() + ".");
    }

    private static boolean knows(InstanceSeen instance, Following spec) {
        return instance.version().isAtLeast(spec.newFrom());
    }

    private static boolean isNewOnly(InstanceSeen instance, Following spec) {
        return spec.newOnlyFrom()
                .filter(version -> instance.version().isAtLeast(version))
                .isPresent();
    }

    private static String who(InstanceSeen instance) {
        String name = "Instance " + instance.service() + "/" + instance.instance() + " (" + instance.version();
        return instance.presence() == Presence.UNKNOWN ? name + ", silent)" : name + ")";
    }
}
