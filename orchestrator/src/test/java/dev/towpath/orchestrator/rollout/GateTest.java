package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.Effect.SetTimer;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.stage.Approval;
import dev.towpath.orchestrator.rollout.stage.Clock;
import dev.towpath.orchestrator.rollout.stage.Condition;
import dev.towpath.orchestrator.rollout.stage.Demand;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.stage.Said;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.GateCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final Duration ALMOST = RenameFile.SOAK.minusMillis(1);

    @Test
    void a_gate_without_conditions_opens_at_once_and_says_so() {
        Journey journey = new Journey().submitted(RenameFile.open()).planned(RenamePlan.plan());
        assertThat(journey.events())
                .contains(new GateOpened(GatePoint.EXPAND, List.of("The rollout file sets no condition for expand.")));
    }

    @Test
    void a_gate_opens_when_the_last_condition_is_met() {
        Journey journey = given(1, RenameFile.SOAK).pass(RenameFile.SOAK);
        Instant over = journey.now();
        thenAccepted(
                approve(journey, Journey.DBA),
                new StageApproved(GatePoint.CUTOVER, RenamePlan.HASH),
                new GateOpened(
                        GatePoint.CUTOVER,
                        List.of(
                                "Approved by " + Journey.DBA + " for plan " + RenamePlan.HASH + ".",
                                "Clock soak ended at " + over + ".")),
                new StageEntered(Stage.CUTOVER),
                new StepRequested(RenamePlan.BUILD_INDEX, 1));
    }

    @Test
    void the_evidence_travels_with_every_step_behind_the_gate() {
        Journey journey = given(1, Duration.ZERO);
        approve(journey, Journey.DBA);
        assertThat(journey.effects().getLast())
                .isEqualTo(new TellAgent(
                        RenameFile.SHOP,
                        new ExecuteStep(
                                RenameFile.ID,
                                RenamePlan.HASH,
                                RenamePlan.BUILD_INDEX,
                                1,
                                List.of("Approved by " + Journey.DBA + " for plan " + RenamePlan.HASH + "."),
                                Optional.empty(),
                                List.of(RenamePlan.ADD_COLUMN, RenamePlan.INSTALL_PAIR, RenamePlan.COPY_ROWS))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"author@example.org", " Author@Example.org\t", "ａuthor@example.org"})
    void the_author_never_approves_however_the_name_is_spelled(String actor) {
        thenRejected(approve(given(1, Duration.ZERO), actor), "ApprovalByAuthor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dba@example.org", "  DBA@example.org "})
    void one_person_counts_once(String spelling) {
        Journey journey = given(2, Duration.ZERO);
        thenAccepted(approve(journey, Journey.DBA), new StageApproved(GatePoint.CUTOVER, RenamePlan.HASH));
        thenAlreadyDone(approve(journey, spelling));
        assertThat(words(approve(journey, "second@example.org"))).startsWith("StageApproved, GateOpened");
    }

    @Test
    void status_says_since_when_enough_people_approve() {
        Journey journey = given(2, RenameFile.SOAK);
        approve(journey.pass(Duration.ofMinutes(1)), Journey.DBA);
        assertThat(approvals(journey)).returns("1 of 2 approvals, by " + Journey.DBA + ".", GateCondition::detail);
        approve(journey.pass(Duration.ofMinutes(1)), "second@example.org");
        Instant enough = journey.now();
        journey.pass(Duration.ofMinutes(1));
        assertThat(approvals(journey)).returns(true, GateCondition::met).returns(enough, GateCondition::since);
    }

    @Test
    void an_approval_of_another_plan_is_void() {
        Demand one =
                new Demand(1, GateSpec.APPROVALS_EXPIRE, new Clock("soak", Duration.ZERO), Journey.START, List.of());
        Approval other = new Approval(GatePoint.CUTOVER, Journey.DBA, "another plan", Journey.START);
        Gate gate = Gate.reached(GatePoint.CUTOVER, Journey.START, one, RenamePlan.HASH)
                .hearing(new Said(List.of(other), List.of(), Optional.empty()), Journey.START);
        assertThat(gate.conditions(Journey.START))
                .filteredOn(condition -> !condition.met())
                .singleElement()
                .returns("0 of 1 approvals.", Condition::detail);
    }

    @Test
    void an_approval_repeated_after_the_gate_opened_is_already_done() {
        Journey journey = given(1, Duration.ZERO);
        approve(journey, Journey.DBA);
        thenAlreadyDone(approve(journey, Journey.DBA));
        thenRejected(approve(journey, "late@example.org"), "StageAlreadyEntered");
    }

    @Test
    void a_gate_is_approved_only_while_the_rollout_waits_at_it() {
        Journey journey = new Journey().submitted(RenameFile.gated());
        thenRejected(approve(journey, Journey.DBA), "StageNotReached");
        journey.untilStep(RenamePlan.COPY_ROWS);
        thenRejected(approve(journey, Journey.DBA), "StageNotReached");
    }

    @Test
    void an_approval_during_the_soak_is_recorded_and_the_clock_opens_the_gate() {
        Journey journey = given(1, RenameFile.SOAK);
        thenAccepted(approve(journey, Journey.DBA), new StageApproved(GatePoint.CUTOVER, RenamePlan.HASH));
        thenAlreadyDone(journey.pass(ALMOST).ask("timer", new RolloutCommand.NoticeTime()));
        assertThat(words(journey.pass(Duration.ofMillis(1)).ask("timer", new RolloutCommand.NoticeTime())))
                .isEqualTo("GateOpened, StageEntered, StepRequested");
    }

    @Test
    void the_soak_runs_from_the_end_of_what_came_before() {
        Journey journey = given(0, RenameFile.SOAK);
        Instant due = journey.now().plus(RenameFile.SOAK);
        assertThat(journey.events()).endsWith(new GateReached(GatePoint.CUTOVER, 0, due));
        assertThat(journey.effects()).endsWith(new SetTimer(due));
    }

    @Test
    void the_drop_waits_for_keep_for_from_the_end_of_the_hide_and_for_a_gate_of_its_own() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilStep(RenamePlan.HIDE);
        journey.pass(Duration.ofHours(1)).succeeded();
        Instant due = journey.now().plus(RenameFile.KEEP_FOR);
        assertThat(journey.events()).endsWith(new GateReached(GatePoint.DROP, 1, due));
        journey.approvedBy(Journey.DBA, GatePoint.DROP).pass(RenameFile.KEEP_FOR);
        assertThat(words(journey.ask("timer", new RolloutCommand.NoticeTime()))).isEqualTo("GateOpened, StepRequested");
        assertThat(lastGate(journey).evidence()).contains("Clock keep_for ended at " + due + ".");
    }

    @Test
    void the_longer_of_soak_and_keep_for_holds_the_drop() {
        Map<GatePoint, GateSpec> month = Map.of(GatePoint.DROP, new GateSpec(0, Duration.ofDays(30)));
        Journey journey = new Journey()
                .submitted(RenameFile.with(month, RenameFile.KEEP_FOR))
                .untilGate(GatePoint.DROP);
        assertThat(journey.events())
                .endsWith(new GateReached(GatePoint.DROP, 0, journey.now().plus(Duration.ofDays(30))));
    }

    @Test
    void services_are_told_new_only_before_the_hide_is_requested() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.HIDE);
        assertThat(journey.events())
                .containsSubsequence(
                        new StageEntered(Stage.CONTRACT),
                        new RolloutEvent.PhaseChanged(Phase.NEW_ONLY),
                        new StepRequested(RenamePlan.HIDE, 1));
    }

    @Test
    void a_clock_beyond_all_calendars_still_has_an_end() {
        Map<GatePoint, GateSpec> forever =
                Map.of(GatePoint.EXPAND, new GateSpec(0, Duration.ofSeconds(Long.MAX_VALUE)));
        Journey journey =
                new Journey().submitted(RenameFile.with(forever, Duration.ZERO)).planned(RenamePlan.plan());
        assertThat(journey.events())
                .endsWith(new GateReached(GatePoint.EXPAND, 0, Journey.START.plus(Duration.ofDays(36_525))));
    }

    private static Journey given(int approvals, Duration soak) {
        Map<GatePoint, GateSpec> gates = Map.of(GatePoint.CUTOVER, new GateSpec(approvals, soak));
        return new Journey().submitted(RenameFile.with(gates, Duration.ZERO)).untilGate(GatePoint.CUTOVER);
    }

    private static GateCondition approvals(Journey journey) {
        return RolloutView.of((Submitted) journey.state(), journey.now()).conditions().stream()
                .filter(condition -> condition.condition().equals("approvals"))
                .findFirst()
                .orElseThrow();
    }

    private static Decision<RolloutEvent> approve(Journey journey, String actor) {
        return journey.ask(actor, new RolloutCommand.Approve(GatePoint.CUTOVER));
    }

    private static GateOpened lastGate(Journey journey) {
        return journey.events().stream()
                .filter(GateOpened.class::isInstance)
                .map(GateOpened.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
