package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.ServiceName;
import dev.towpath.orchestrator.rollout.services.InstanceSeen;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Services that come, follow, lie, fall silent, come back and vanish, and a presence that can't always be read. */
final class RandomFleet {
    private static final List<ServiceName> SERVICES = List.of(RenameFile.CRM, RenameFile.BILLING, RenameFile.REPORTS);
    private static final List<String> VERSIONS =
            List.of(Fleet.OLD_CRM, Fleet.NEW_CRM, Fleet.NEW_CRM, "2.5.0", Fleet.NEW_ONLY_CRM);

    private final Random random;
    private final Fleet fleet;

    RandomFleet(Random random, Fleet fleet) {
        this.random = random;
        this.fleet = fleet;
    }

    /** Something happens to some instance, or nothing. */
    void live(Phase told, Instant now) {
        String name = "instance-" + random.nextInt(4);
        switch (random.nextInt(16)) {
            case 0, 1 -> fleet.live(any(SERVICES), name, any(VERSIONS), now);
            case 2 -> fleet.silent(name);
            case 3, 4 -> fleet.gone(name);
            case 5 -> fleet.says(name, any(List.of(Phase.values())), now);
            case 6 -> fleet.readable(random.nextInt(3) > 0);
            case 7, 8, 9, 10, 11 -> fleet.follow(told, now);
            default -> fleet.says(name, told, now);
        }
    }

    /** Only those stay who can follow, and they do. */
    void behave(Instant now) {
        fleet.instances().stream().map(InstanceSeen::instance).forEach(instance -> fleet.gone(instance.value()));
        fleet.readable(true).upToDate(now);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
