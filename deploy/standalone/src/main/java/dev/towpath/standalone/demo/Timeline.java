package dev.towpath.standalone.demo;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the events of one rollout tell: when each stage began and ended, and how many rows the backfill wrote. */
final class Timeline {
    private final List<RolloutEvent> events = new ArrayList<>();
    private final Set<Long> versions = new HashSet<>();
    private final Map<Stage, Instant> entered = new EnumMap<>(Stage.class);
    private final Map<Stage, Duration> took = new EnumMap<>(Stage.class);
    private final Set<String> backfillSteps = new HashSet<>();
    private long rows;

    /** Takes the event in; false if it was known already, since messages come at least once. */
    boolean add(Recorded<?> recorded) {
        StreamEvent data = recorded.data();
        if (!(data instanceof RolloutEvent event) || !versions.add(recorded.version())) {
            return false;
        }
        events.add(event);
        switch (event) {
            case RolloutEvent.PlanFrozen frozen -> remember(frozen.plan());
            case RolloutEvent.StageEntered stage -> entered.put(stage.stage(), recorded.time());
            case RolloutEvent.StageCompleted stage ->
                took.put(
                        stage.stage(),
                        Duration.between(entered.getOrDefault(stage.stage(), recorded.time()), recorded.time()));
            case RolloutEvent.StepCompleted step -> {
                if (backfillSteps.contains(step.stepId().toString())) {
                    rows += step.rows();
                }
            }
            default -> {
                return true;
            }
        }
        return true;
    }

    Duration took(Stage stage) {
        return took.getOrDefault(stage, Duration.ZERO);
    }

    long rows() {
        return rows;
    }

    int events() {
        return events.size();
    }

    private void remember(Plan plan) {
        plan.stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(BackfillStep.class::isInstance)
                .forEach(step -> backfillSteps.add(step.id().toString()));
    }
}
