package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReopened;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.VerifyStep;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Gates, stages and steps come one by one in the order of the plan, each once: followed event by event, by rules of its
 * own. Only behind a gate that was reopened do they come once more.
 */
final class OneByOne {
    private final Plan plan;
    private final Map<GatePoint, List<String>> opened = new EnumMap<>(GatePoint.class);
    private final Set<GatePoint> everOpened = EnumSet.noneOf(GatePoint.class);
    private final List<Stage> entered = new ArrayList<>();
    private final List<Stage> completed = new ArrayList<>();
    private final Set<StepId> done = new HashSet<>();
    private final Set<StepRequested> sent = new HashSet<>();

    OneByOne(Plan plan) {
        this.plan = plan;
    }

    boolean wasSent(StepId step, int attempt) {
        return sent.contains(new StepRequested(step, attempt));
    }

    /** On what the gate opened behind which the step is. */
    List<String> evidenceFor(StepId step) {
        return Objects.requireNonNull(opened.get(step(step).gate()));
    }

    void holdAfter(RolloutEvent event) {
        switch (event) {
            case GateOpened(var gate, var evidence) -> {
                assertThat(evidence).isNotEmpty();
                assertThat(opened.put(gate, evidence)).isNull();
                everOpened.add(gate);
            }
            case GateReopened(var gate) -> {
                assertThat(completed).contains(gate.stage());
                assertThat(sent).noneMatch(step -> step(step.stepId()).gate().stage() == Stage.CONTRACT);
                opened.keySet().removeIf(point -> point.compareTo(gate) >= 0);
                entered.removeIf(stage -> stage.compareTo(gate.stage()) >= 0);
                completed.removeIf(stage -> stage.compareTo(gate.stage()) >= 0);
                done.removeIf(id -> step(id) instanceof VerifyStep step && step.gate() == gate);
            }
            case StageEntered(var stage) -> {
                assertThat(stage.ordinal()).isEqualTo(entered.size()).isEqualTo(completed.size());
                assertThat(opened).containsKey(GatePoint.of(stage));
                entered.add(stage);
            }
            case StageCompleted(var stage) -> {
                assertThat(stage.ordinal()).isEqualTo(completed.size()).isEqualTo(entered.size() - 1);
                completed.add(stage);
            }
            case StepRequested requested -> {
                assertThat(sent.add(requested)).isTrue();
                assertThat(done).doesNotContain(requested.stepId());
                thenItsGateIsOpen(step(requested.stepId()));
            }
            case StepCompleted step -> assertThat(done.add(step.stepId())).isTrue();
            case RolloutEvent.StepsLearned(var steps) ->
                steps.forEach(step -> {
                    assertThat(done.add(step)).isTrue();
                    everOpened.add(step(step).gate());
                });
            case RolloutEvent.DoubtResolved(var step, var attempt, var tookEffect) ->
                assertThat(!tookEffect || done.add(step)).isTrue();
            case RolloutEvent other -> {}
        }
    }

    /** What a stage built is taken back also after its gate was reopened, or whoever opened it is forgotten. */
    private void thenItsGateIsOpen(Step step) {
        boolean isUndo = plan.stages().stream()
                .flatMap(planned -> planned.undo().stream())
                .anyMatch(undo -> undo.step().id().equals(step.id()));
        assertThat(isUndo ? everOpened : opened.keySet()).contains(step.gate());
    }

    private Step step(StepId id) {
        return plan.step(id).orElseThrow();
    }
}
