package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds after every step of any rollout, whatever anybody sends in whatever order. */
class RandomRolloutsTest {
    private static final int ROLLOUTS = 500;
    private static final int COMMANDS = 150;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, ROLLOUTS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_sequence_of_commands_breaks_a_promise(int seed) {
        RandomRollout rollout = new RandomRollout(seed);
        Journey journey = rollout.journey();
        Promises promises = new Promises(rollout.plan(), rollout.isFollowed());
        for (int i = 0; i < COMMANDS; i++) {
            RolloutState before = journey.state();
            Decision<RolloutEvent> decision = rollout.next();
            thenFinalIsAbsorbing(before, decision);
            thenNothingStartsWhilePaused(before, decision);
            if (decision instanceof Accepted<RolloutEvent>(var events)) {
                promises.holdAfter(events, new Onlooker(journey.fleet().seen()));
                assertThat(journey.folded()).isEqualTo(journey.state());
                thenAViewCanBeDrawn(journey);
            }
        }
        thenStagesComeOnceAndInOrder(journey.events());
        thenStepsAreRequestedBehindOpenGatesOnly(rollout, journey.events());
        thenNothingIsSentTwice(journey.effects());
        rollout.letEverybodyDoTheirPart();
        assertThat(RolloutView.of((Submitted) journey.state(), journey.now()).last())
                .isTrue();
    }

    @Test
    void the_seeds_reach_every_kind_of_event() {
        Set<Class<?>> seen = new HashSet<>();
        seeds().limit(200).forEach(seed -> {
            RandomRollout rollout = new RandomRollout(seed);
            for (int i = 0; i < COMMANDS; i++) {
                rollout.next();
            }
            rollout.journey().events().forEach(event -> seen.add(event.getClass()));
        });
        assertThat(seen).containsExactlyInAnyOrder(RolloutEvent.class.getPermittedSubclasses());
    }

    private static void thenFinalIsAbsorbing(RolloutState before, Decision<RolloutEvent> decision) {
        if (before instanceof RolloutState.Completed
                || before instanceof RolloutState.Unplannable
                || before instanceof RolloutState.RolledBack) {
            assertThat(decision).isNotInstanceOf(Accepted.class);
        }
    }

    private static void thenNothingStartsWhilePaused(RolloutState before, Decision<RolloutEvent> decision) {
        if (before instanceof Submitted submitted
                && submitted.opened().paused()
                && decision instanceof Accepted<RolloutEvent>(var events)
                && events.stream().noneMatch(RolloutEvent.RolloutResumed.class::isInstance)) {
            assertThat(events).hasSize(1).noneMatch(StepRequested.class::isInstance);
        }
    }

    private static void thenAViewCanBeDrawn(Journey journey) {
        RolloutView view = RolloutView.of((Submitted) journey.state(), journey.now());
        assertThat(view.mayDo()).isNotBlank();
        assertThat(view.version()).isEqualTo(journey.log().size());
    }

    private static void thenStagesComeOnceAndInOrder(List<RolloutEvent> events) {
        List<Stage> entered = only(events, StageEntered.class).stream()
                .map(StageEntered::stage)
                .toList();
        List<Stage> completed = only(events, StageCompleted.class).stream()
                .map(StageCompleted::stage)
                .toList();
        assertThat(entered).isEqualTo(List.of(Stage.values()).subList(0, entered.size()));
        assertThat(completed).isEqualTo(entered.subList(0, completed.size()));
        assertThat(entered.size() - completed.size()).isBetween(0, 1);
    }

    private static void thenStepsAreRequestedBehindOpenGatesOnly(RandomRollout rollout, List<RolloutEvent> events) {
        Set<Object> opened = new HashSet<>();
        Set<Object> completed = new HashSet<>();
        for (RolloutEvent event : events) {
            if (event instanceof GateOpened gate) {
                assertThat(opened.add(gate.gate())).isTrue();
                assertThat(gate.evidence()).isNotEmpty();
            } else if (event instanceof StepRequested step) {
                assertThat(opened)
                        .contains(
                                rollout.plan().step(step.stepId()).orElseThrow().gate());
                assertThat(completed).doesNotContain(step.stepId());
            } else if (event instanceof StepCompleted step) {
                assertThat(completed.add(step.stepId())).isTrue();
            }
        }
    }

    private static void thenNothingIsSentTwice(List<Effect> effects) {
        List<ExecuteStep> sent = only(effects, TellAgent.class).stream()
                .map(TellAgent::command)
                .filter(ExecuteStep.class::isInstance)
                .map(ExecuteStep.class::cast)
                .toList();
        assertThat(sent).doesNotHaveDuplicates().noneMatch(step -> step.evidence()
                .isEmpty());
    }

    private static <T> List<T> only(List<?> all, Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
