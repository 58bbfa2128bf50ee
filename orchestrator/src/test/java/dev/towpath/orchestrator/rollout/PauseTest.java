package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.Effect.SetTimer;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static final Effect PAUSE_WORK = new TellAgent(RenameFile.SHOP, new PauseWork(RenameFile.ID));
    private static final Effect RESUME_WORK = new TellAgent(RenameFile.SHOP, new ResumeWork(RenameFile.ID));

    @Test
    void a_pause_reaches_the_agent_once() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.COPY_ROWS)
                .paused();
        assertThat(journey.effects()).endsWith(PAUSE_WORK);
        thenAlreadyDone(journey.ask(Journey.AUTHOR, new RolloutCommand.Pause()));
    }

    @Test
    void what_is_not_paused_need_not_be_resumed() {
        Journey journey = new Journey().submitted(RenameFile.open());
        thenAlreadyDone(journey.ask(Journey.DBA, new RolloutCommand.Resume()));
    }

    @Test
    void a_success_during_a_pause_is_recorded_and_what_is_due_follows_the_resumption() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.INSTALL_PAIR)
                .paused();
        assertThat(words(journey.ask(Journey.AGENT, Journey.success(RenamePlan.INSTALL_PAIR, 1))))
                .isEqualTo("StepCompleted");
        assertThat(journey.effects()).endsWith(PAUSE_WORK);
        assertThat(words(resume(journey)))
                .isEqualTo(
                        "RolloutResumed, StageCompleted, PhaseChanged, GateReached, GateOpened, StageEntered, StepRequested");
    }

    @Test
    void a_step_that_runs_on_through_a_pause_is_not_requested_again() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.COPY_ROWS)
                .paused();
        assertThat(words(resume(journey))).isEqualTo("RolloutResumed");
        assertThat(journey.effects()).endsWith(RESUME_WORK);
    }

    @Test
    void a_failure_during_a_pause_shows_when_it_is_over_and_is_retried_only_then() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.COPY_ROWS)
                .paused();
        journey.failed(Failure.Kind.BROKEN);
        assertThat(name(journey)).isEqualTo(StateName.PAUSED);
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.Retry()), "RolloutIsPaused");
        assertThat(words(resume(journey))).isEqualTo("RolloutResumed");
        assertThat(name(journey)).isEqualTo(StateName.FAILED);
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Retry()))).isEqualTo("StepRequested");
    }

    @Test
    void clocks_go_on_during_a_pause_but_no_gate_opens() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilGate(GatePoint.CUTOVER)
                .paused();
        journey.approvedBy(Journey.DBA, GatePoint.CUTOVER).pass(RenameFile.SOAK);
        thenAlreadyDone(journey.ask("timer", new RolloutCommand.NoticeTime()));
        assertThat(words(resume(journey))).isEqualTo("RolloutResumed, GateOpened, StageEntered, StepRequested");
    }

    @Test
    void the_soak_of_a_gate_reached_after_a_pause_still_runs_from_the_end_of_the_work() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.VERIFY_ROWS)
                .paused();
        journey.succeeded();
        Instant due = journey.now().plus(RenameFile.SOAK);
        journey.pass(Duration.ofMinutes(4)).resumed();
        assertThat(journey.events()).endsWith(new RolloutEvent.GateReached(GatePoint.CUTOVER, 1, due));
        assertThat(journey.effects()).endsWith(new SetTimer(due));
    }

    @Test
    void a_timer_that_a_pause_may_have_swallowed_is_set_again() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        Instant due = journey.now().plus(RenameFile.SOAK);
        journey.paused().pass(Duration.ofMinutes(1)).resumed();
        assertThat(journey.effects()
                        .subList(journey.effects().size() - 2, journey.effects().size()))
                .isEqualTo(List.of(RESUME_WORK, new SetTimer(due)));
    }

    private static Decision<RolloutEvent> resume(Journey journey) {
        return journey.ask(Journey.DBA, new RolloutCommand.Resume());
    }

    private static StateName name(Journey journey) {
        return StateName.of((Submitted) journey.state());
    }
}
