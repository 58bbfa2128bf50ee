package dev.towpath.planner.neighbour;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.planner.naming.ObjectNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Another rollout whose plan is frozen and that has not ended: it may make or remove whatever its footprint names. */
public record Neighbour(RolloutId rollout, Footprint footprint) {
    /**
     * What keeps a rollout with {@code wanted} from going beside this one, if anything does. Whatever has a name of this
     * one's own is in the way, too: its footprint lists what a copy was made of, not the copy.
     */
    Optional<Conflict> conflict(Footprint wanted) {
        List<String> objects = Stream.concat(
                        footprint.shared(wanted).stream(),
                        Stream.concat(wanted.objects().stream(), wanted.reliesOn().stream())
                                .filter(object -> object.contains(prefix())))
                .distinct()
                .toList();
        return objects.isEmpty() ? Optional.empty() : Optional.of(new Conflict(rollout, objects));
    }

    /** Whether a name that looks like ours is this one's: {@code !} or {@code ~} may stand before it. */
    boolean made(String name) {
        return name.startsWith(prefix())
                || ((name.startsWith("!") || name.startsWith("~")) && name.startsWith(prefix(), 1));
    }

    private String prefix() {
        return ObjectNames.of(rollout).prefix();
    }
}
