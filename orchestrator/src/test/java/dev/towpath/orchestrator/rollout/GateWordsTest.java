package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.ApprovalExpired;
import dev.towpath.contracts.event.RolloutEvent.ApprovalWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.GateConditionChanged;
import dev.towpath.contracts.event.RolloutEvent.RejectionWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.contracts.event.RolloutEvent.StageRejected;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.Effect.SetTimer;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.GateCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people say at a gate, take back, and how long it counts. */
class GateWordsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_rejection_keeps_the_gate_closed_whatever_else_is_met() {
        Journey journey = given(1, Duration.ZERO);
        thenAccepted(reject(journey, Journey.CRITIC), new StageRejected(GatePoint.CUTOVER));
        thenAccepted(approve(journey, Journey.DBA), new StageApproved(GatePoint.CUTOVER, RenamePlan.HASH));
        assertThat(words(withdraw(journey, Journey.CRITIC)))
                .isEqualTo("RejectionWithdrawn, GateOpened, StageEntered, StepRequested");
    }

    @Test
    void nobody_but_who_rejected_withdraws_it() {
        Journey journey = given(1, Duration.ZERO);
        reject(journey, Journey.CRITIC);
        thenAlreadyDone(withdraw(journey, Journey.DBA));
        thenAlreadyDone(reject(journey, " Critic@example.org"));
        thenAccepted(withdraw(journey, " CRITIC@example.org"), new RejectionWithdrawn(GatePoint.CUTOVER));
        thenAlreadyDone(withdraw(journey, Journey.CRITIC));
    }

    @Test
    void who_rejects_no_longer_approves_and_withdraws_before_they_approve_again() {
        Journey journey = given(2, Duration.ZERO);
        approve(journey, Journey.DBA);
        reject(journey, Journey.DBA);
        assertThat(gate(journey).said().approvals()).isEmpty();
        thenRejected(approve(journey, Journey.DBA), "RejectionStands");
        withdraw(journey, Journey.DBA);
        assertThat(gate(journey).said().approvals()).isEmpty();
        thenAccepted(approve(journey, Journey.DBA), new StageApproved(GatePoint.CUTOVER, RenamePlan.HASH));
    }

    @Test
    void the_author_may_reject_their_own_rollout() {
        thenAccepted(reject(given(1, Duration.ZERO), Journey.AUTHOR), new StageRejected(GatePoint.CUTOVER));
    }

    @Test
    void a_withdrawn_approval_counts_no_more() {
        Journey journey = given(2, Duration.ZERO);
        approve(journey, Journey.DBA);
        thenAccepted(withdraw(journey, Journey.DBA), new ApprovalWithdrawn(GatePoint.CUTOVER));
        thenAccepted(approve(journey, "second@example.org"), new StageApproved(GatePoint.CUTOVER, RenamePlan.HASH));
        assertThat(words(approve(journey, Journey.DBA))).startsWith("StageApproved, GateOpened");
        thenRejected(withdraw(journey, Journey.DBA), "StageAlreadyEntered");
    }

    @Test
    void an_approval_wakes_the_gate_when_it_grows_too_old() {
        Journey journey = given(1, Duration.ofDays(2));
        approve(journey, Journey.DBA);
        assertThat(journey.effects()).endsWith(new SetTimer(journey.now().plus(HOUR)));
        thenAccepted(journey.pass(HOUR).look(), new ApprovalExpired(GatePoint.CUTOVER, Journey.DBA));
        assertThat(journey.effects())
                .endsWith(new SetTimer(journey.now().plus(Duration.ofDays(2)).minus(HOUR)));
    }

    @Test
    void an_old_approval_opens_nothing_even_if_its_timer_is_late() {
        Journey journey = given(2, Duration.ZERO);
        approve(journey, Journey.DBA);
        thenAccepted(
                approve(journey.pass(HOUR), "second@example.org"),
                new StageApproved(GatePoint.CUTOVER, RenamePlan.HASH),
                new ApprovalExpired(GatePoint.CUTOVER, Journey.DBA));
    }

    @Test
    void who_approved_long_ago_may_approve_anew() {
        Journey journey = given(1, Duration.ofHours(2));
        approve(journey, Journey.DBA);
        thenAccepted(approve(journey.pass(HOUR), Journey.DBA), new StageApproved(GatePoint.CUTOVER, RenamePlan.HASH));
        thenAlreadyDone(approve(journey, Journey.DBA));
        assertThat(words(journey.pass(HOUR.minusMinutes(1)).look())).isEqualTo("already done");
    }

    @Test
    void a_clock_that_ends_while_something_else_is_missing_stands_in_the_history_once() {
        Journey journey = given(1, RenameFile.SOAK).pass(RenameFile.SOAK);
        thenAccepted(
                journey.look(),
                new GateConditionChanged(
                        GatePoint.CUTOVER, "soak", true, "Clock soak ended at " + journey.now() + "."));
        thenAlreadyDone(journey.look());
    }

    @Test
    void every_condition_says_since_when_it_is_so_and_what_would_meet_it() {
        Journey journey = given(1, RenameFile.SOAK);
        Instant reached = journey.now();
        reject(journey.pass(Duration.ofMinutes(1)), Journey.CRITIC);
        approve(journey.pass(Duration.ofMinutes(1)), Journey.DBA);
        assertThat(conditions(journey))
                .containsExactly(
                        new GateCondition(
                                "cutover",
                                "approvals",
                                true,
                                journey.now(),
                                "Approved by " + Journey.DBA + " for plan " + RenamePlan.HASH + ".",
                                ""),
                        new GateCondition(
                                "cutover",
                                "rejections",
                                false,
                                reached.plus(Duration.ofMinutes(1)),
                                "Rejected by " + Journey.CRITIC + ": " + Journey.WHY,
                                "Withdrawal by " + Journey.CRITIC + " in person."),
                        new GateCondition(
                                "cutover",
                                "soak",
                                false,
                                reached,
                                "Clock soak ends at " + reached.plus(RenameFile.SOAK) + ".",
                                "Time, at " + reached.plus(RenameFile.SOAK) + "."));
    }

    @Test
    void a_gate_that_only_services_keep_closed_shows_them_as_its_condition() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        journey.untilTold(Phase.READ_NEW);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.untilGate(GatePoint.CONTRACT);
        assertThat(conditions(journey))
                .singleElement()
                .returns("services", GateCondition::condition)
                .returns(false, GateCondition::met)
                .satisfies(condition -> assertThat(condition.detail()).contains("crm/crm-0"));
    }

    private static Journey given(int approvals, Duration soak) {
        Map<GatePoint, GateSpec> gates = Map.of(GatePoint.CUTOVER, new GateSpec(approvals, HOUR, soak, List.of()));
        return new Journey().submitted(RenameFile.with(gates, Duration.ZERO)).untilGate(GatePoint.CUTOVER);
    }

    private static Decision<RolloutEvent> approve(Journey journey, String actor) {
        return journey.ask(actor, new RolloutCommand.Approve(GatePoint.CUTOVER));
    }

    private static Decision<RolloutEvent> reject(Journey journey, String actor) {
        return journey.ask(actor, Journey.WHY, new RolloutCommand.Reject(GatePoint.CUTOVER));
    }

    private static Decision<RolloutEvent> withdraw(Journey journey, String actor) {
        return journey.ask(actor, new RolloutCommand.WithdrawApproval(GatePoint.CUTOVER));
    }

    private static Gate gate(Journey journey) {
        return ((Position.AtGate) journey.moving().at()).gate();
    }

    private static List<GateCondition> conditions(Journey journey) {
        return RolloutView.of((Submitted) journey.state(), journey.now()).conditions();
    }
}
