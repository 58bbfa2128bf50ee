package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AgentAwaited;
import dev.towpath.contracts.event.RolloutEvent.AgentReturned;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.ResumedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.RollbackStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.event.RolloutEvent.StepsLearned;
import dev.towpath.contracts.event.RolloutEvent.StepsLost;
import dev.towpath.contracts.event.RolloutEvent.StepsVouchedFor;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.Position.AtStep;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.util.List;

/** What holds after every answer to any command, whatever anybody sends in whatever order. */
final class Laws {
    private final OneByOne inOrder;
    private final Promises promises;
    private final Schema schema;
    private final Voices voices = new Voices();

    Laws(Plan plan, boolean followed) {
        this.inOrder = new OneByOne(plan);
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
        thenNothingStartsBeforeALossIsDecided(before, journey, events);
        thenTheBudgetIsKept(events, journey);
        events.forEach(inOrder::holdAfter);
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

    /** From the moment in which that is recorded, whether the rollout has noted it or not. */
    private static void thenNothingStartsBeforeALossIsDecided(
            RolloutState before, Journey journey, List<RolloutEvent> events) {
        if (before instanceof InMotion moving
                && !(moving instanceof Aborting)
                && events.stream().noneMatch(Laws::decidesALoss)
                && (moving.opened().lost().isPresent()
                        || moving.course().proven().stream()
                                .anyMatch(journey.database().target().lostOf(RenameFile.ID)::contains))) {
            assertThat(events).noneMatch(Laws::startsSomething);
        }
    }

    private static boolean decidesALoss(RolloutEvent event) {
        return event instanceof StepsVouchedFor || event instanceof RollbackStarted || event instanceof RolloutAborted;
    }

    private static boolean isOfDatabaseOrAgent(RolloutEvent event) {
        return event instanceof PausedWithDatabase
                || event instanceof ResumedWithDatabase
                || event instanceof StepsLearned
                || event instanceof StepsLost
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

    private void thenTheAgentGetsTheEvidence(Effect effect, Submitted after) {
        if (effect instanceof TellAgent(var database, ExecuteStep told)) {
            assertThat(inOrder.wasSent(told.stepId(), told.attempt())).isTrue();
            assertThat(told.evidence()).isNotEmpty();
            if (!(after instanceof RollingBack)) {
                assertThat(told.evidence()).containsAll(inOrder.evidenceFor(told.stepId()));
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
}
