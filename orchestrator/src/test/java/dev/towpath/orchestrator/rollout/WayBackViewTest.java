package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.Progress;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people see of a rollout that waits for services, or rolls back. */
class WayBackViewTest {
    @Test
    void every_missing_instance_is_named_since_the_first_of_them_was_missing() {
        Journey journey = served(Map.of()).untilTold(Phase.DUAL_WRITE);
        Instant since = journey.now();
        journey.pass(Duration.ofSeconds(5)).fleet().says("crm-1", Phase.DUAL_WRITE, journey.now());
        journey.look();
        assertThat(view(journey))
                .returns(StateName.WAITING, RolloutView::state)
                .returns("See to the services that are missing, or pause. Or roll it back.", RolloutView::mayDo)
                .satisfies(view -> assertThat(view.waitingFor())
                        .containsExactly(new WaitingFor(
                                "services",
                                since,
                                "Instance billing/billing-1 (1.9.0) has not acknowledged phase dual_write.")));
    }

    @Test
    void at_a_gate_services_stand_beside_the_other_conditions() {
        Journey journey = served(Map.of(GatePoint.CONTRACT, new GateSpec(1, Duration.ZERO)));
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        assertThat(view(journey.untilGate(GatePoint.CONTRACT)).waitingFor())
                .extracting(WaitingFor::condition)
                .containsExactly("approvals", "services");
    }

    @Test
    void a_step_that_is_withdrawn_is_waited_for_and_the_rollback_says_who_wanted_it_and_why() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.COPY_ROWS)
                .rolledBackBy(Journey.DBA);
        assertThat(view(journey))
                .returns(StateName.ROLLING_BACK, RolloutView::state)
                .returns(true, RolloutView::reversible)
                .returns("backfill", RolloutView::stage)
                .satisfies(view -> assertThat(view.waitingFor())
                        .extracting(WaitingFor::detail)
                        .containsExactly(
                                "Rolls back, asked for by dba@example.org: CRM-812: wrong column",
                                "Step backfill.1.copy-rows is withdrawn; the agent says how it ended."));
    }

    @Test
    void progress_on_the_way_back_counts_what_is_taken_back() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.DROP);
        journey.rolledBackBy(Journey.DBA).untilStep(RenamePlan.DROP_INDEX);
        assertThat(view(journey))
                .returns("cutover", RolloutView::stage)
                .returns(
                        new Progress(2, 5, "cutover.1.build-index-undo", "build index undo", 1, 0),
                        RolloutView::progress);
    }

    @Test
    void an_undo_step_that_stopped_waits_for_a_retry() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.DROP);
        journey.rolledBackBy(Journey.DBA).failed(Failure.Kind.IN_DOUBT);
        assertThat(view(journey))
                .returns(StateName.IN_DOUBT, RolloutView::state)
                .satisfies(view ->
                        assertThat(view.failure()).extracting(Failure::rule).containsExactly("ConnectionLost"))
                .satisfies(view -> assertThat(view.waitingFor())
                        .extracting(WaitingFor::condition)
                        .containsExactly("rollback", "retry"));
        assertThat(view(journey.paused()))
                .returns(StateName.PAUSED, RolloutView::state)
                .returns("Resume it, which goes on taking back.", RolloutView::mayDo);
    }

    @Test
    void rolled_back_is_the_end_and_nothing_is_left() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.DROP);
        journey.rolledBackBy(Journey.DBA).untilRolledBack();
        assertThat(view(journey))
                .returns(StateName.ROLLED_BACK, RolloutView::state)
                .returns("", RolloutView::stage)
                .returns(Phase.OLD, RolloutView::phase)
                .returns(true, RolloutView::last)
                .returns(true, RolloutView::reversible)
                .satisfies(view -> assertThat(view.waitingFor()).isEmpty());
    }

    @Test
    void from_the_moment_the_drop_is_sent_nothing_can_be_taken_back_any_more() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.DROP);
        assertThat(view(journey).reversible()).isTrue();
        journey.untilStep(RenamePlan.DROP);
        assertThat(view(journey))
                .returns(false, RolloutView::reversible)
                .returns("Wait, or pause.", RolloutView::mayDo);
        assertThat(view(journey.failed(Failure.Kind.TRANSIENT)).reversible()).isFalse();
    }

    private static Journey served(Map<GatePoint, GateSpec> gates) {
        Journey journey = new Journey()
                .submitted(RenameFile.with(gates, Duration.ZERO, RenameFile.SERVICES))
                .planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        return journey;
    }

    private static RolloutView view(Journey journey) {
        return RolloutView.of((Submitted) journey.state(), journey.now());
    }
}
