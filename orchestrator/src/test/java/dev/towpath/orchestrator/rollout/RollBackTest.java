package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From where a rollout can be rolled back, and what is taken back then, where no service is named. */
class RollBackTest {
    @Test
    void before_there_is_a_plan_nothing_has_to_be_taken_back() {
        Journey journey = new Journey().submitted(RenameFile.gated());
        assertThat(words(rollBack(journey))).isEqualTo("RolloutRolledBack");
        assertThat(journey.effects()).endsWith(tell(new CloseRollout(RenameFile.ID)));
        thenAlreadyDone(journey.ask(Journey.AGENT, new RolloutCommand.RecordPlan(RenamePlan.plan())));
        thenAlreadyDone(rollBack(journey));
    }

    @Test
    void at_a_gate_everything_so_far_is_taken_back_newest_first() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.DROP);
        journey.rolledBackBy(Journey.DBA).untilRolledBack();
        assertThat(undone(journey))
                .containsExactly(
                        RenamePlan.UNHIDE,
                        RenamePlan.VALIDATE,
                        RenamePlan.DROP_INDEX,
                        RenamePlan.REMOVE_PAIR,
                        RenamePlan.DROP_COLUMN);
        assertThat(journey.effects()).endsWith(tell(new CloseRollout(RenameFile.ID)));
    }

    @Test
    void what_was_never_asked_of_the_agent_is_not_taken_back() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        journey.rolledBackBy(Journey.DBA).untilRolledBack();
        assertThat(undone(journey)).containsExactly(RenamePlan.REMOVE_PAIR, RenamePlan.DROP_COLUMN);
    }

    @Test
    void a_running_step_is_withdrawn_and_taken_back_even_if_it_never_began() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilStep(RenamePlan.BUILD_INDEX);
        assertThat(words(rollBack(journey))).isEqualTo("RollbackStarted");
        assertThat(journey.effects()).endsWith(tell(new WithdrawStep(RenameFile.ID, RenamePlan.BUILD_INDEX, 1)));
        thenAlreadyDone(journey.ask(Journey.AGENT, Journey.blocked(RenamePlan.BUILD_INDEX, 1, "pid 7")));
        journey.withdrawn();
        assertThat(journey.events()).endsWith(new StepRequested(RenamePlan.DROP_INDEX, 1));
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void a_running_step_that_fails_while_it_is_withdrawn_keeps_nobody_from_going_back(Failure.Kind kind) {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.HIDE)
                .rolledBackBy(Journey.DBA);
        assertThat(words(journey.ask(Journey.AGENT, Journey.failure(RenamePlan.HIDE, 1, kind))))
                .endsWith("StepRequested");
        assertThat(journey.events()).endsWith(new StepRequested(RenamePlan.UNHIDE, 1));
    }

    @Test
    void a_running_step_that_succeeds_nevertheless_is_done_and_taken_back() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.HIDE)
                .rolledBackBy(Journey.DBA)
                .ended(RenamePlan.HIDE);
        assertThat(journey.moving().course().done()).contains(RenamePlan.HIDE);
        assertThat(journey.events()).endsWith(new StepRequested(RenamePlan.UNHIDE, 1));
    }

    @Test
    void a_step_that_only_reads_leaves_nothing_to_take_back() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.VERIFY_ROWS)
                .failed(Failure.Kind.REFUSED);
        assertThat(words(rollBack(journey))).isEqualTo("RollbackStarted, StageRolledBack, PhaseChanged, StepRequested");
        assertThat(journey.events()).endsWith(new StepRequested(RenamePlan.REMOVE_PAIR, 1));
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void a_step_that_stopped_is_taken_back_like_one_that_is_done(Failure.Kind kind) {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.INSTALL_PAIR)
                .failed(kind);
        journey.rolledBackBy(Journey.DBA);
        assertThat(journey.events()).endsWith(new StepRequested(RenamePlan.REMOVE_PAIR, 1));
    }

    @Test
    void it_ends_a_pause_after_the_step_was_withdrawn() {
        Journey journey = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.COPY_ROWS)
                .paused();
        assertThat(words(rollBack(journey))).isEqualTo("RollbackStarted, RolloutResumed");
        assertThat(journey.effects())
                .endsWith(
                        tell(new WithdrawStep(RenameFile.ID, RenamePlan.COPY_ROWS, 1)),
                        tell(new ResumeWork(RenameFile.ID)));
    }

    @Test
    void an_undo_step_tells_the_agent_who_wanted_it_and_why() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        journey.rolledBackBy(Journey.DBA);
        assertThat(journey.effects())
                .endsWith(tell(new ExecuteStep(
                        RenameFile.ID,
                        RenamePlan.HASH,
                        RenamePlan.REMOVE_PAIR,
                        1,
                        List.of("Rolls back, asked for by dba@example.org: CRM-812: wrong column"),
                        Optional.empty(),
                        List.of(RenamePlan.ADD_COLUMN, RenamePlan.INSTALL_PAIR, RenamePlan.COPY_ROWS))));
    }

    @Test
    void an_undo_step_that_failed_is_tried_again_and_pause_and_resume_work_on_the_way_back() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        journey.rolledBackBy(Journey.DBA).failed(Failure.Kind.BROKEN);
        thenAlreadyDone(rollBack(journey));
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Retry()))).isEqualTo("StepRequested");
        journey.paused().succeeded();
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Resume())))
                .isEqualTo("RolloutResumed, StageRolledBack, StepRequested");
        assertThat(journey.untilRolledBack().state()).isInstanceOf(RolledBack.class);
    }

    @Test
    void no_gate_lies_on_the_way_back() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        journey.rolledBackBy(Journey.DBA);
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.Approve(GatePoint.CUTOVER)), "RolloutIsRollingBack");
    }

    @Test
    void once_the_drop_was_sent_there_is_no_way_back_and_the_answer_says_what_to_do_instead() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilStep(RenamePlan.DROP);
        thenPastPointOfNoReturn(rollBack(journey));
        journey.failed(Failure.Kind.TRANSIENT);
        thenPastPointOfNoReturn(rollBack(journey));
        journey.retried().succeeded();
        thenPastPointOfNoReturn(rollBack(journey));
    }

    @Test
    void a_plan_of_an_earlier_version_has_no_way_back_once_something_was_done() {
        Journey journey = new Journey().submitted(RenameFile.open()).planned(RenamePlan.withoutUndo());
        thenRejected(rollBack(journey), "PlanWithoutWayBack");
        journey.succeeded();
        thenRejected(rollBack(journey), "PlanWithoutWayBack");
    }

    @Test
    void a_plan_of_an_earlier_version_of_which_nothing_was_done_is_simply_given_up() {
        Journey journey = new Journey().submitted(RenameFile.open()).paused().planned(RenamePlan.withoutUndo());
        assertThat(words(rollBack(journey))).isEqualTo("RollbackStarted, RolloutResumed, RolloutRolledBack");
    }

    private static void thenPastPointOfNoReturn(Decision<RolloutEvent> decision) {
        thenRejected(decision, "PastPointOfNoReturn");
        assertThat(((Rejected<RolloutEvent>) decision).rejection().detail())
                .contains("contract.2.drop-old-column", "new revision", "adds the old column again", "backups");
    }

    private static Decision<RolloutEvent> rollBack(Journey journey) {
        return journey.ask(Journey.DBA, Journey.WHY, new RolloutCommand.RollBack());
    }

    private static TellAgent tell(AgentCommand command) {
        return new TellAgent(RenameFile.SHOP, command);
    }

    /** The undo steps that succeeded, in this order. */
    private static List<StepId> undone(Journey journey) {
        return journey.events().stream()
                .filter(RolloutEvent.StepCompleted.class::isInstance)
                .map(event -> ((RolloutEvent.StepCompleted) event).stepId())
                .filter(step -> step.value().contains("undo"))
                .toList();
    }
}
