package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.event.Obstacle;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.Placed;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.Stamped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must happen on the database before a rollout is planned: a plan is made from the catalog as it is then, so whatever
 * the rollout builds on has to be there, and nobody who works on the same may be at it.
 */
final class Obstacles {
    /** The condition that revisions have to be reached first. */
    static final String REVISIONS = "revisions";

    private Obstacles() {}

    /** One for each thing that is missing; none if the plan may be made. */
    static List<Obstacle> of(Planning planning, DatabaseState database, Instant now) {
        List<Obstacle> all = new ArrayList<>(revisions(planning.opened().spec().lineage(), database));
        all.addAll(FootprintObstacles.of(planning, database, now));
        return all;
    }

    private static List<Obstacle> revisions(Lineage lineage, DatabaseState database) {
        List<Obstacle> missing = new ArrayList<>();
        for (Revision parent : lineage.downRevision()) {
            unmet(new Dependency(parent, Optional.empty()), database)
                    .ifPresent(why -> missing.add(new Obstacle(REVISIONS, "Follows " + parent + ": " + why)));
        }
        for (Dependency dependency : lineage.dependsOn()) {
            unmet(dependency, database)
                    .ifPresent(why -> missing.add(new Obstacle(REVISIONS, "Depends on " + dependency + ": " + why)));
        }
        return missing;
    }

    private static Optional<String> unmet(Dependency dependency, DatabaseState database) {
        Optional<Placed> found = database.revisions().of(dependency.revision());
        if (found.isEmpty()) {
            return Optional.of("no rollout of it was submitted.");
        }
        return switch (found.get()) {
            case Stamped reached -> Optional.empty();
            case Admission other -> other.satisfies(dependency) ? Optional.empty() : Optional.of(why(other));
        };
    }

    private static String why(Admission other) {
        return switch (other.standing()) {
            case WAITING, BEGUN, DROP_AWAITED -> "rollout " + other.id() + " is not that far.";
            case TURNED_BACK -> "rollout " + other.id() + " is being rolled back.";
            case ROLLED_BACK -> "rollout " + other.id() + " was rolled back; submit the revision again.";
            case FAILED -> "rollout " + other.id() + " could not be planned; submit the revision again.";
            case ABORTED -> "rollout " + other.id() + " was aborted; submit the revision again.";
            case COMPLETED -> "rollout " + other.id() + " is completed.";
        };
    }
}
