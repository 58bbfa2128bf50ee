package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.event.RolloutEvent.GateConditionChanged;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.GateCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a freeze of the database does to a rollout: it keeps gates closed, and nothing else. */
class FreezeTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void a_freeze_keeps_a_gate_closed_and_a_timer_opens_it_at_its_end() {
        Journey journey = new Journey().frozen(DAY).submitted(RenameFile.open()).planned(RenamePlan.plan());
        Instant end = Journey.START.plus(DAY);
        assertThat(condition(journey))
                .returns(false, GateCondition::met)
                .returns(Journey.START, GateCondition::since)
                .returns("Time, at " + end + ", or a lift of freeze 1.", GateCondition::needs);
        assertThat(journey.effects()).contains(new Effect.SetTimer(end));
        assertThat(words(journey.pass(DAY.minusSeconds(1)).look())).isEqualTo("already done");
        assertThat(words(journey.pass(Duration.ofSeconds(1)).look()))
                .isEqualTo("GateOpened, StageEntered, StepRequested");
        assertThat(lastGate(journey).evidence()).containsExactly("Not frozen since " + end + ".");
    }

    @Test
    void a_freeze_does_not_stop_what_is_behind_a_gate() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        assertThat(words(journey.frozen(DAY).look())).isEqualTo("already done");
        assertThat(words(journey.ask(Journey.AGENT, Journey.success(RenamePlan.COPY_ROWS, 1))))
                .isEqualTo("StepCompleted, StepRequested");
        journey.untilGate(GatePoint.CUTOVER);
        assertThat(condition(journey).met()).isFalse();
    }

    @Test
    void a_freeze_that_is_still_to_come_is_shown_and_closes_the_gate_when_it_begins() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        Instant begin = journey.now().plus(Duration.ofHours(1));
        journey.frozenFrom(begin, begin.plus(DAY)).look();
        assertThat(condition(journey))
                .returns(true, GateCondition::met)
                .returns(
                        "Not frozen before " + begin + ". Freeze 1 by dba@example.org, from " + begin + " until "
                                + begin.plus(DAY) + ": " + Journey.WHY,
                        GateCondition::detail);
        assertThat(words(journey.pass(Duration.ofHours(1)).look())).contains("GateConditionChanged");
        assertThat(journey.events())
                .anyMatch(event -> event instanceof GateConditionChanged(var gate, var name, var met, var detail)
                        && name.equals("freeze")
                        && !met);
        assertThat(condition(journey)).returns(false, GateCondition::met).returns(begin, GateCondition::since);
    }

    @Test
    void a_lift_opens_the_gate_and_leaves_no_condition_behind() {
        Journey journey = new Journey().frozen(DAY).submitted(RenameFile.open()).planned(RenamePlan.plan());
        journey.lifted(1).look();
        assertThat(lastGate(journey).evidence()).containsExactly("The rollout file sets no condition for expand.");
    }

    @Test
    void a_freeze_that_has_begun_closes_the_gate_before_anybody_noted_it() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        Instant begin = journey.now().plus(Duration.ofHours(1));
        journey.frozenFrom(begin, begin.plus(DAY)).look();
        journey.pass(Duration.ofHours(2));
        assertThat(condition(journey)).returns(false, GateCondition::met).returns(begin, GateCondition::since);
    }

    @Test
    void a_freeze_that_was_on_when_the_gate_was_reached_closes_it_since_then() {
        Journey journey = new Journey().frozen(DAY).pass(Duration.ofHours(3)).submitted(RenameFile.open());
        Instant reached = journey.now();
        journey.planned(RenamePlan.plan()).pass(Duration.ofHours(1));
        assertThat(condition(journey)).returns(reached, GateCondition::since);
    }

    @Test
    void a_freeze_that_was_over_before_the_gate_was_reached_is_no_condition_of_it() {
        Journey journey = new Journey().frozen(DAY).pass(DAY.plusHours(1));
        journey.submitted(RenameFile.open()).planned(RenamePlan.plan());
        assertThat(lastGate(journey).evidence()).containsExactly("The rollout file sets no condition for expand.");
    }

    @Test
    void the_evidence_names_the_end_of_the_freeze_however_late_it_is_noticed() {
        Journey journey = new Journey().frozen(DAY).submitted(RenameFile.open()).planned(RenamePlan.plan());
        Instant end = Journey.START.plus(DAY);
        journey.pass(DAY.plusHours(5)).look();
        assertThat(lastGate(journey).evidence()).containsExactly("Not frozen since " + end + ".");
    }

    @Test
    void a_second_freeze_has_no_past_in_the_one_that_was_lifted() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        journey.frozen(DAY).look();
        journey.pass(Duration.ofHours(1)).lifted(1).look();
        Instant again = journey.pass(Duration.ofHours(1)).now();
        journey.frozen(DAY).look();
        assertThat(condition(journey)).returns(again, GateCondition::since);
    }

    @Test
    void freezes_that_overlap_end_with_the_last() {
        Journey journey = new Journey().frozen(DAY).frozen(DAY.plusHours(2));
        journey.submitted(RenameFile.open()).planned(RenamePlan.plan());
        assertThat(condition(journey).needs())
                .isEqualTo("Time, at " + Journey.START.plus(DAY).plus(Duration.ofHours(2))
                        + ", or a lift of freeze 1, 2.");
        assertThat(words(journey.pass(DAY).look())).isEqualTo("already done");
    }

    @Test
    void a_freeze_is_skipped_like_time_is() {
        Journey journey = new Journey().frozen(DAY).submitted(RenameFile.open()).planned(RenamePlan.plan());
        assertThat(words(journey.skippedBy(Journey.DBA, GatePoint.EXPAND).look()))
                .isEqualTo("already done");
        assertThat(lastGate(journey).evidence()).singleElement().asString().startsWith("Skipped by " + Journey.DBA);
    }

    @Test
    void a_freeze_keeps_nobody_from_rolling_back() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.COPY_ROWS)
                .frozen(DAY);
        journey.rolledBackBy(Journey.DBA).withdrawn().untilRolledBack();
        assertThat(((Submitted) journey.state()).opened().paused()).isFalse();
    }

    private static GateCondition condition(Journey journey) {
        List<GateCondition> all =
                RolloutView.of((Submitted) journey.state(), journey.now()).conditions();
        Optional<GateCondition> freeze = all.stream()
                .filter(condition -> condition.condition().equals("freeze"))
                .findFirst();
        return freeze.orElseThrow();
    }

    private static GateOpened lastGate(Journey journey) {
        return journey.events().stream()
                .filter(GateOpened.class::isInstance)
                .map(GateOpened.class::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
