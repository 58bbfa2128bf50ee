package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Phase;
import dev.towpath.orchestrator.rollout.services.InstanceSeen;
import dev.towpath.orchestrator.rollout.services.InstanceSeen.Presence;
import dev.towpath.orchestrator.rollout.services.ServicesSeen;
import java.util.List;
import java.util.Optional;

/** Judges the services of {@link RenameFile#SERVICES} from beside, in as few words as it can. */
record Onlooker(ServicesSeen seen) {
    boolean allGoBy(Phase phase) {
        return isKnown() && there().stream().filter(Onlooker::follows).allMatch(instance -> says(instance, phase));
    }

    boolean bearTheEndOfTheOldShape(Phase phase) {
        return isKnown()
                && there().stream().allMatch(instance -> instance.presence() == Presence.LIVE)
                && there().stream().noneMatch(Onlooker::isOld)
                && allGoBy(phase);
    }

    boolean bearTheEndOfTheNewShape(boolean everTold) {
        return isKnown() && there().stream().noneMatch(Onlooker::isNewOnly) && (!everTold || allGoBy(Phase.OLD));
    }

    private boolean isKnown() {
        return seen instanceof ServicesSeen.Known;
    }

    private List<InstanceSeen> there() {
        return seen instanceof ServicesSeen.Known(var instances)
                ? instances.stream()
                        .filter(instance -> instance.presence() != Presence.GONE)
                        .filter(instance -> !instance.service().equals(RenameFile.REPORTS))
                        .toList()
                : List.of();
    }

    private static boolean follows(InstanceSeen instance) {
        return !isOld(instance) && !isNewOnly(instance);
    }

    private static boolean isOld(InstanceSeen instance) {
        return instance.service().equals(RenameFile.CRM)
                && instance.version().value().equals(Fleet.OLD_CRM);
    }

    private static boolean isNewOnly(InstanceSeen instance) {
        return instance.service().equals(RenameFile.CRM)
                && instance.version().value().equals(Fleet.NEW_ONLY_CRM);
    }

    private static boolean says(InstanceSeen instance, Phase phase) {
        return instance.acknowledged().equals(Optional.of(phase));
    }
}
