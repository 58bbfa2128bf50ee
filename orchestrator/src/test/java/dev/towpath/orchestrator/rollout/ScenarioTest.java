package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Deed.FAIL;
import static dev.towpath.orchestrator.rollout.Deed.PAUSE;
import static dev.towpath.orchestrator.rollout.Deed.PLAN;
import static dev.towpath.orchestrator.rollout.Deed.RESUME;
import static dev.towpath.orchestrator.rollout.Deed.SUBMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.property.Cases;
import dev.towpath.orchestrator.rollout.property.Falsified;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That a fault is found, and shown as simply as it can be. */
class ScenarioTest {
    @Test
    void a_retry_that_is_let_through_a_pause_is_shown_in_five_moves() {
        String shown = falsified(ScenarioTest::retryingThroughAPause);
        assertThat(deeds(shown))
                .startsWith("SUBMIT")
                .endsWith("RETRY")
                .containsOnlyOnce("PAUSE")
                .hasSize(5);
        assertThat(shown).contains("Setup.PLAIN,", "-> StepRequested");
    }

    @Test
    void an_end_that_is_not_final_is_shown() {
        String shown = falsified(
                (state, command, asked) -> state instanceof Completed && command instanceof RolloutCommand.Pause
                        ? new Accepted<>(List.of(new RolloutEvent.RolloutPaused()))
                        : RolloutDecider.decide(state, command, asked));
        assertThat(deeds(shown)).contains("SUBMIT", "SUCCEED").endsWith("PAUSE").hasSizeLessThan(9);
    }

    @Test
    void a_decision_that_throws_is_shown() {
        String shown = falsified((state, command, asked) -> {
            if (command instanceof RolloutCommand.Approve && state instanceof RolloutState.Planning) {
                throw new IllegalStateException("planted");
            }
            return RolloutDecider.decide(state, command, asked);
        });
        assertThat(deeds(shown)).containsExactly("SUBMIT", "APPROVE");
        assertThat(shown).contains("IllegalStateException: planted");
    }

    @Test
    void what_is_shown_is_the_scenario_itself() {
        Scenario scenario = new Scenario(
                Setup.PLAIN
                        .gate(GatePoint.CUTOVER, 1, 120)
                        .stage(Stage.EXPAND, 0, 2)
                        .keptFor(60)
                        .servedByAll(),
                SUBMIT.now().by(3),
                PLAN.now().after(7),
                FAIL.now().on(2),
                PAUSE.now(),
                RESUME.now());
        assertThat(scenario.code()).isEqualTo("""
                new Scenario(
                                Setup.PLAIN.gate(GatePoint.CUTOVER, 1, 120).stage(Stage.EXPAND, 0, 2).keptFor(60).servedByAll(),
                                SUBMIT.now().by(3), // second@example.org: Submit -> RolloutSubmitted, PlanRequested
                                PLAN.now().after(7), // author@example.org: RecordPlan -> PlanFrozen, GateReached, GateOpened, \
                StageEntered, StepRequested
                                FAIL.now().on(2), // author@example.org: RecordStepFailure -> StepFailed
                                PAUSE.now(), // author@example.org: Pause -> RolloutPaused
                                RESUME.now()) // author@example.org: Resume -> RolloutResumed""");
        scenario.run();
    }

    @Test
    void every_deed_is_done_in_some_scenario_and_can_be_pasted() {
        assertThat(Deed.values())
                .allSatisfy(deed -> assertThat(new Scenario(Setup.PLAIN, SUBMIT.now(), deed.now()).code())
                        .contains(deed + ".now()"));
    }

    private static Decision<RolloutEvent> retryingThroughAPause(
            RolloutState state, RolloutCommand command, Asked asked) {
        boolean failed = state instanceof InMotion moving && moving.at() instanceof Stopped;
        return failed
                        && command instanceof RolloutCommand.Retry
                        && ((InMotion) state).opened().pause().own().isPresent()
                ? new Accepted<>(List.of(again((Stopped) ((InMotion) state).at())))
                : RolloutDecider.decide(state, command, asked);
    }

    private static RolloutEvent again(Stopped stopped) {
        return new StepRequested(stopped.step().id(), stopped.attempt() + 1);
    }

    /** The message of the first seed that meets the fault. */
    private static String falsified(Decides faulty) {
        return LongStream.rangeClosed(1, 1_000)
                .mapToObj(seed -> catchThrowableOfType(
                        Falsified.class,
                        () -> Cases.hold(seed, random -> Scenario.random(random).decidedBy(faulty))))
                .filter(Objects::nonNull)
                .map(Falsified::getMessage)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> deeds(String shown) {
        return Pattern.compile("([A-Z_]+)\\.now\\(\\)")
                .matcher(shown)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
