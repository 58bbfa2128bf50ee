package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.Progress;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RolloutViewTest {
    @Test
    void while_planning_it_waits_for_the_plan() {
        Journey journey = new Journey().submitted(RenameFile.gated());
        assertThat(view(journey))
                .returns(StateName.PLANNING, RolloutView::state)
                .returns("", RolloutView::stage)
                .returns(Phase.OLD, RolloutView::phase)
                .satisfies(view -> assertThat(view.waitingFor())
                        .containsExactly(new WaitingFor("plan", Journey.START, "The agent of shop makes the plan.")));
    }

    @Test
    void at_a_gate_it_names_each_condition_that_is_missing() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        Instant reached = journey.now();
        assertThat(view(journey).waitingFor())
                .containsExactly(
                        new WaitingFor("approvals", reached, "Gate cutover: 0 of 1 approvals."),
                        new WaitingFor(
                                "soak",
                                reached,
                                "Gate cutover: Clock soak ends at " + reached.plus(RenameFile.SOAK) + "."));
        journey.pass(RenameFile.SOAK);
        assertThat(view(journey).waitingFor()).extracting(WaitingFor::condition).containsExactly("approvals");
        assertThat(view(journey).mayDo())
                .isEqualTo("Approve gate cutover (anybody but author@example.org), or pause. Or roll it back.");
    }

    @Test
    void it_names_the_point_of_no_return_before_it_is_passed() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.DROP);
        assertThat(view(journey).mayDo()).contains("Behind this gate lies the point of no return.");
        assertThat(view(journey).reversible()).isTrue();
        assertThat(view(journey.untilCompleted()).reversible()).isFalse();
    }

    @Test
    void a_running_step_waits_for_nothing_or_for_a_lock() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilStep(RenamePlan.COPY_ROWS);
        assertThat(view(journey).waitingFor()).isEmpty();
        assertThat(view(journey).progress())
                .isEqualTo(new Progress(2, 8, "backfill.1.copy-rows", "copy full_name to display_name", 1, 0));
        assertThat(view(journey.blockedBy("pid 7 (psql)")).waitingFor())
                .extracting(WaitingFor::detail)
                .containsExactly("Step backfill.1.copy-rows waits for a lock that is held by pid 7 (psql),"
                        + " met first in attempt 3; it is tried again until the lock is had.");
        assertThat(view(journey.blockedBy("")).waitingFor()).isEmpty();
    }

    @Test
    void a_pause_hides_the_state_but_not_what_is_missing_behind_it() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilGate(GatePoint.CUTOVER)
                .paused();
        assertThat(view(journey).state()).isEqualTo(StateName.PAUSED);
        assertThat(view(journey).waitingFor())
                .extracting(WaitingFor::condition)
                .containsExactly("resume", "approvals", "soak");
    }

    @Test
    void a_failed_step_shows_its_failure_and_waits_for_a_retry() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.COPY_ROWS)
                .failed(Failure.Kind.IN_DOUBT);
        assertThat(view(journey))
                .returns(StateName.IN_DOUBT, RolloutView::state)
                .returns(false, RolloutView::last)
                .satisfies(view ->
                        assertThat(view.failure()).extracting(Failure::rule).containsExactly("ConnectionLost"))
                .satisfies(view -> assertThat(view.waitingFor())
                        .extracting(WaitingFor::condition)
                        .containsExactly("retry"));
    }

    @Test
    void a_failure_at_planning_is_the_end() {
        Journey journey = new Journey().submitted(RenameFile.gated());
        journey.ask(Journey.AGENT, Journey.planRefused());
        assertThat(view(journey))
                .returns(StateName.FAILED, RolloutView::state)
                .returns(true, RolloutView::last)
                .satisfies(view -> assertThat(view.waitingFor()).isEmpty());
    }

    private static RolloutView view(Journey journey) {
        return RolloutView.of((Submitted) journey.state(), journey.now());
    }
}
