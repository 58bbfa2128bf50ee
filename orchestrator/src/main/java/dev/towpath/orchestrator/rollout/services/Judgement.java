package dev.towpath.orchestrator.rollout.services;

import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.spec.ServiceSpec;
import dev.towpath.contracts.spec.ServiceSpec.Following;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Whether the services bear what a rollout needs, at one moment. Only instances of services that the rollout file names
 * and that follow the change are judged. Unknown is never yes.
 *
 * @param missing one sentence for each lack, by service and instance; the same words as long as nothing changes
 * @param evidence one sentence for each instance that bears it, by service and instance; never empty if nothing is missing
 */
public record Judgement(List<String> missing, List<String> evidence) {
    public Judgement {
        missing = List.copyOf(missing);
        evidence = List.copyOf(evidence);
    }

    public boolean met() {
        return missing.isEmpty();
    }

    /** Judges by {@code seen}, and by nothing that was seen before. */
    public static Judgement of(Map<ServiceName, ServiceSpec> named, Need need, ServicesSeen seen) {
        if (need instanceof Need.Nothing) {
            return new Judgement(List.of(), List.of("It takes nothing away from any service."));
        }
        return switch (seen) {
            case ServicesSeen.Unknown(var why) ->
                new Judgement(List.of("It is not known which instances are there: " + why), List.of());
            case ServicesSeen.Known(var instances) -> judged(named, need, instances);
        };
    }

    private static Judgement judged(Map<ServiceName, ServiceSpec> named, Need need, List<InstanceSeen> instances) {
        List<String> missing = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        named.keySet().stream().sorted().forEach(service -> {
            if (named.get(service) instanceof Following spec) {
                List<InstanceSeen> own = instances.stream()
                        .filter(instance -> instance.service().equals(service))
                        .sorted(Comparator.comparing(InstanceSeen::instance))
                        .toList();
                if (own.isEmpty() && need instanceof Need.OldShapeUnused) {
                    missing.add("No instance of service " + service + " was ever heard.");
                }
                own.forEach(instance -> {
                    switch (Verdict.of(instance, spec, need)) {
                        case Verdict.Lacks(var sentence) -> missing.add(sentence);
                        case Verdict.Bears(var sentence) -> evidence.add(sentence);
                        case Verdict.NotAsked notAsked -> {}
                    }
                });
            }
        });
        if (missing.isEmpty() && evidence.isEmpty()) {
            evidence.add("No instance is there that it could take anything away from.");
        }
        return new Judgement(missing, evidence);
    }
}
