package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.Obstacle;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.InTheWay;
import dev.towpath.orchestrator.rollout.state.Opened;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rollouts that a rollout lets go first because both work on the same: what the log tells of them, and what only the
 * agent saw in the catalog, whose word counts until they have ended, and for a moment longer.
 */
record FootprintObstacles(Planning planning, DatabaseState database, Instant now) {
    /** The condition that other rollouts have to end first. */
    static final String ROLLOUTS = "rollouts";

    static List<Obstacle> of(Planning planning, DatabaseState database, Instant now) {
        return new FootprintObstacles(planning, database, now).all();
    }

    private List<Obstacle> all() {
        List<Obstacle> all = new ArrayList<>();
        held().forEach((other, objects) -> all.add(new Obstacle(ROLLOUTS, sentence(other, objects))));
        if (all.isEmpty() && now.isBefore(found().notBefore())) {
            found().conflicts().forEach(conflict -> all.add(new Obstacle(ROLLOUTS, over(conflict))));
        }
        return all;
    }

    /** Of each rollout in the way that is open, what both need. */
    private Map<RolloutId, Set<String>> held() {
        Map<RolloutId, Set<String>> held = new LinkedHashMap<>();
        database.revisions().before(me()).forEach(conflict -> add(held, conflict));
        found().conflicts().stream()
                .filter(conflict -> admission(conflict.rolloutId())
                        .filter(Admission::isOpen)
                        .isPresent())
                .forEach(conflict -> add(held, conflict));
        return held;
    }

    /** Not yet known to the database while it is being submitted. */
    private Admission me() {
        Opened opened = planning.opened();
        return admission(opened.id())
                .orElseGet(() -> Admission.candidate(
                        opened.id(),
                        opened.author(),
                        opened.submittedAt(),
                        opened.spec().lineage(),
                        Mirror.declared(opened.spec())));
    }

    private InTheWay found() {
        return planning.ask().found();
    }

    private static void add(Map<RolloutId, Set<String>> held, Conflict conflict) {
        held.computeIfAbsent(conflict.rolloutId(), other -> new TreeSet<>()).addAll(conflict.objects());
    }

    private Optional<Admission> admission(RolloutId rollout) {
        return database.admission(rollout.revision())
                .filter(latest -> latest.id().equals(rollout));
    }

    private String sentence(RolloutId other, Set<String> objects) {
        boolean begun = admission(other).filter(Admission::isUnderWay).isPresent();
        return "Rollout " + other + (begun ? " works on " : " comes first, and will work on ")
                + String.join(", ", objects) + ".";
    }

    private String over(Conflict conflict) {
        return "The agent found rollout " + conflict.rolloutId() + " at work on "
                + String.join(", ", conflict.objects()) + "; it is asked again at " + found().notBefore() + ".";
    }
}
