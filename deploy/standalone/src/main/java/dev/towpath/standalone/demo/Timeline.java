package dev.towpath.standalone.demo;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the events of one rollout tell: when each stage began and ended, how many rows the backfill wrote, the last hash. */
final class Timeline {
    private final Set<Long> versions = new HashSet<>();
    private final Map<Stage, Instant> entered = new EnumMap<>(Stage.class);
    private final Map<Stage, Duration> took = new EnumMap<>(Stage.class);
    private final Map<Stage, Integer> steps = new EnumMap<>(Stage.class);
    private final Set<String> backfillSteps = new HashSet<>();
    private String lastHash = "";
    private long rows;

    /** Takes the event in; false if it was known already, since messages come at least once. */
    boolean add(Recorded<?> recorded) {
        if (!(recorded.data() instanceof RolloutEvent event) || !versions.add(recorded.version())) {
            return false;
        }
        lastHash = recorded.hash();
        if (event instanceof RolloutEvent.PlanFrozen frozen) {
            remember(frozen.plan());
        } else if (event instanceof RolloutEvent.StageEntered stage) {
            entered.put(stage.stage(), recorded.time());
        } else if (event instanceof RolloutEvent.StageCompleted stage) {
            Instant from = entered.getOrDefault(stage.stage(), recorded.time());
            took.put(stage.stage(), Duration.between(from, recorded.time()));
        } else if (event instanceof RolloutEvent.StepCompleted step
                && backfillSteps.contains(step.stepId().toString())) {
            rows += step.rows();
        }
        return true;
    }

    Duration took(Stage stage) {
        return took.getOrDefault(stage, Duration.ZERO);
    }

    int steps(Stage stage) {
        return steps.getOrDefault(stage, 0);
    }

    /** Written by the backfill. */
    long rows() {
        return rows;
    }

    int events() {
        return versions.size();
    }

    /** Of the newest event. */
    String lastHash() {
        return lastHash;
    }

    private void remember(Plan plan) {
        plan.stages().forEach(stage -> steps.put(stage.stage(), stage.steps().size()));
        plan.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(BackfillStep.class::isInstance)
                .forEach(step -> backfillSteps.add(step.id().toString()));
    }
}
