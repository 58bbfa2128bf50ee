package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AgentAwaited;
import dev.towpath.contracts.event.RolloutEvent.AgentReturned;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReopened;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.ResumedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds after every answer to any command, whatever anybody sends in whatever order. */
final class Laws {
    private final Plan plan;
    private final Promises promises;
    private final Schema schema;
    private final Voices voices = new Voices();
    private final Map<GatePoint, List<String>> opened = new EnumMap<>(GatePoint.class);
    private final Set<GatePoint> everOpened = EnumSet.noneOf(GatePoint.class);
    private final List<Stage> entered = new ArrayList<>();
    private final List<Stage> completed = new ArrayList<>();
    private final Set<StepId> done = new HashSet<>();
    private final Set<StepRequested> sent = new HashSet<>();

    Laws(Plan plan, boolean followed) {
        this.plan = plan;
        this.promises = new Promises(plan, followed);
        this.schema = new Schema(plan);
    }

    void holdAfter(RolloutState before, Decision<RolloutEvent> decision, Journey journey, List<Effect> effects) {
        if (!(decision instanceof Accepted<RolloutEvent>(var events))) {
            assertThat(effects).isEmpty();
            return;
        }
        thenFinalIsAbsorbing(before);
        thenNothingStartsWhilePaused(before, events);
        thenNothingStartsOnAPausedDatabase(journey, events);
        thenTheBudgetIsKept(events, journey);
        events.forEach(this::thenNothingIsSkippedOrRepeated);
        events.forEach(schema::holdAfter);
        voices.holdAfter(
                journey.log()
                        .subList(
                                journey.log().size() - events.size(),
                                journey.log().size()),
                journey.database().freezes());
        promises.holdAfter(events, new Onlooker(journey.fleet().seen()));
        effects.forEach(effect -> thenTheAgentGetsTheEvidence(effect, (Submitted) journey.state()));
        thenHistoryAddsUpToTheLiveState(journey);
        thenAViewCanBeDrawn(journey);
    }

    private static void thenFinalIsAbsorbing(RolloutState before) {
        assertThat(before instanceof Submitted submitted
                        && RolloutView.of(submitted, submitted.opened().changedAt())
                                .last())
                .isFalse();
    }

    private static void thenNothingStartsWhilePaused(RolloutState before, List<RolloutEvent> events) {
        if (before instanceof Submitted submitted
                && submitted.opened().pause().own().isPresent()
                && events.stream().noneMatch(RolloutResumed.class::isInstance)) {
            assertThat(events.stream().filter(event -> !isOfDatabaseOrAgent(event)))
                    .hasSizeLessThan(2)
                    .noneMatch(Laws::startsSomething);
        }
    }

    /** From the moment in which that is recorded, whether the rollout has noted it or not. */
    private static void thenNothingStartsOnAPausedDatabase(Journey journey, List<RolloutEvent> events) {
        if (journey.database().pause().isPresent()) {
            assertThat(events).noneMatch(Laws::startsSomething);
        }
    }

    private static boolean isOfDatabaseOrAgent(RolloutEvent event) {
        return event instanceof PausedWithDatabase
                || event instanceof ResumedWithDatabase
                || event instanceof AgentAwaited
                || event instanceof AgentReturned;
    }

    private static boolean startsSomething(RolloutEvent event) {
        return event instanceof StepRequested
                || event instanceof StageEntered
                || event instanceof GateOpened
                || event instanceof PhaseChanged
                || event instanceof PlanRequested;
    }

    /** The budget of a journey is one of each, so that nobody else may be at it or have been there before. */
    private static void thenTheBudgetIsKept(List<RolloutEvent> events, Journey journey) {
        if (journey.state() instanceof Underway after
                && after.at() instanceof AtStep at
                && events.getLast() instanceof StepRequested) {
            assertThat(journey.database().revisions().atOrBefore(after.opened().id(), Turns.slot(at.step())))
                    .isEmpty();
        }
    }

    private void thenNothingIsSkippedOrRepeated(RolloutEvent event) {
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
            case RolloutEvent.DoubtResolved(var step, var attempt, var tookEffect) ->
                assertThat(!tookEffect || done.add(step)).isTrue();
            case RolloutEvent other -> {}
        }
    }

    /** What a stage built is taken back also after its gate was reopened. */
    private void thenItsGateIsOpen(Step step) {
        boolean isUndo = plan.stages().stream()
                .flatMap(planned -> planned.undo().stream())
                .anyMatch(undo -> undo.step().id().equals(step.id()));
        assertThat(isUndo ? everOpened : opened.keySet()).contains(step.gate());
    }

    private void thenTheAgentGetsTheEvidence(Effect effect, Submitted after) {
        if (effect instanceof TellAgent(var database, ExecuteStep told)) {
            assertThat(sent).contains(new StepRequested(told.stepId(), told.attempt()));
            assertThat(told.evidence()).isNotEmpty();
            if (!(after instanceof RollingBack)) {
                assertThat(told.evidence())
                        .containsAll(opened.get(step(told.stepId()).gate()));
            }
        }
    }

    private static void thenHistoryAddsUpToTheLiveState(Journey journey) {
        assertThat(journey.folded()).isEqualTo(journey.state());
    }

    private static void thenAViewCanBeDrawn(Journey journey) {
        RolloutView view = RolloutView.of((Submitted) journey.state(), journey.now());
        assertThat(view.mayDo()).isNotBlank();
        assertThat(view.version()).isEqualTo(journey.log().size());
    }

    private Step step(StepId id) {
        return plan.step(id).orElseThrow();
    }
}
