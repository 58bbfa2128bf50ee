package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AbortStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rollout may end where it is; what it leaves in the database is wanted, and named. */
class AbortTest {
    private static final Effect CLOSE = new TellAgent(RenameFile.SHOP, new CloseRollout(RenameFile.ID));

    @Test
    void before_there_is_a_plan_it_ends_at_once() {
        Journey journey = new Journey().submitted(RenameFile.open());
        thenAccepted(abort(journey, false), new RolloutAborted(List.of()));
        assertThat(journey.effects()).endsWith(CLOSE);
        thenAlreadyDone(journey.ask(Journey.AGENT, new RolloutCommand.RecordPlan(RenamePlan.plan())));
    }

    @Test
    void a_plan_of_which_nothing_was_executed_leaves_nothing() {
        Journey journey = new Journey().submittedForPlan(RenameFile.open()).planned(RenamePlan.plan());
        thenAccepted(abort(journey, false), new RolloutAborted(List.of()));
        assertThat(view(journey).mayDo()).endsWith("nothing of it was left.");
    }

    @Test
    void what_would_be_left_behind_must_be_wanted_and_is_named() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
        Decision<RolloutEvent> decision = abort(journey, false);
        assertThat(decision).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(
                        rejected.rejection().detail())
                .contains(RenamePlan.NEW_COLUMN + ", " + RenamePlan.PAIR + ". Roll it back instead"));
        thenAccepted(
                abort(journey, true),
                new RolloutAborted(List.of(left(RenamePlan.ADD_COLUMN, RenamePlan.NEW_COLUMN, true), pair(true))));
        assertThat(journey.effects()).endsWith(CLOSE);
    }

    @Test
    void a_step_that_runs_is_withdrawn_and_nobody_interferes_meanwhile() {
        Journey journey = atBuild();
        thenRejected(abort(journey, false), "WouldBeLeftBehind");
        thenAccepted(abort(journey, true), new AbortStarted());
        assertThat(journey.effects())
                .endsWith(new TellAgent(RenameFile.SHOP, new WithdrawStep(RenameFile.ID, RenamePlan.BUILD_INDEX, 1)));
        assertThat(view(journey).waitingFor())
                .extracting(RolloutView.WaitingFor::condition)
                .containsExactly("withdrawal");
        thenAlreadyDone(abort(journey, true));
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.RollBack()), "RolloutIsAborting");
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.Pause()), "RolloutIsAborting");
    }

    @Test
    void what_a_withdrawn_step_made_may_be_there_or_not() {
        Journey journey = atBuild().aborted(true).withdrawn();
        assertThat(view(journey).leftovers())
                .containsExactly(
                        left(RenamePlan.ADD_COLUMN, RenamePlan.NEW_COLUMN, true),
                        pair(true),
                        left(RenamePlan.BUILD_INDEX, RenamePlan.INDEX, false));
        assertThat(journey.effects()).endsWith(CLOSE);
    }

    @Test
    void what_a_step_made_that_was_done_before_it_heard_of_it_is_certain() {
        Journey journey = atBuild().aborted(true).ended(RenamePlan.BUILD_INDEX);
        assertThat(view(journey).leftovers()).endsWith(left(RenamePlan.BUILD_INDEX, RenamePlan.INDEX, true));
        assertThat(view(journey).state()).isEqualTo(StateName.ABORTED);
    }

    @Test
    void a_pause_does_not_keep_it_from_ending() {
        Journey journey = atBuild().paused().aborted(true);
        assertThat(view(journey).state()).isEqualTo(StateName.RUNNING);
        assertThat(words(journey.ask(
                        Journey.AGENT,
                        Journey.failure(RenamePlan.BUILD_INDEX, 1, Failure.Kind.TRANSIENT, WithdrawStep.WITHDRAWN))))
                .isEqualTo("StepFailed, RolloutAborted");
    }

    @Test
    void what_was_taken_back_already_is_not_left() {
        Journey journey = atBuild().succeeded().rolledBackBy(Journey.DBA).withdrawn();
        journey.untilStep(RenamePlan.REMOVE_PAIR).failed(Failure.Kind.BROKEN);
        thenAccepted(
                abort(journey, true),
                new RolloutAborted(List.of(left(RenamePlan.ADD_COLUMN, RenamePlan.NEW_COLUMN, true), pair(false))));
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "IN_DOUBT"})
    void a_step_that_stopped_for_ever_is_no_trap_even_beyond_the_point_of_no_return(Failure.Kind kind) {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.DROP)
                .failed(kind);
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.RollBack()), "PastPointOfNoReturn");
        journey.aborted(true);
        assertThat(view(journey).leftovers()).contains(left(RenamePlan.HIDE, RenamePlan.HIDDEN_COLUMN, true));
    }

    @Test
    void a_plan_without_undo_steps_names_what_is_left_by_its_steps() {
        Journey journey = new Journey().submitted(RenameFile.open()).planned(RenamePlan.withoutUndo());
        journey.untilStep(RenamePlan.INSTALL_PAIR).failed(Failure.Kind.BROKEN).aborted(true);
        assertThat(view(journey).leftovers())
                .extracting(Leftover::object)
                .containsExactly(
                        "what step expand.1.add-column made: add column",
                        "what step dual_write.1.install-trigger-pair made: install trigger pair");
    }

    @Test
    void services_stay_in_the_phase_that_is_borne_and_the_next_try_tells_them_old_once_that_is_true() {
        Journey journey = atBuild().aborted(true).withdrawn();
        assertThat(view(journey).mayDo()).startsWith("Services still see phase dual_write,");
        Journey next = new Journey();
        next.ask(
                Journey.AUTHOR,
                new RolloutCommand.Submit(RenameFile.ID, RenameFile.open(), Optional.of(Phase.DUAL_WRITE), false));
        assertThat(next.effects())
                .containsExactly(new TellAgent(RenameFile.SHOP, new PlanRollout(RenameFile.ID, RenameFile.open())));
        assertThat(view(next).phase()).isEqualTo(Phase.DUAL_WRITE);
        next.planned(RenamePlan.plan());
        assertThat(view(next).phase()).isEqualTo(Phase.OLD);
        assertThat(next.events()).contains(new RolloutEvent.PhaseChanged(Phase.OLD));
        next.untilCompleted();
    }

    private static Journey atBuild() {
        return new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.BUILD_INDEX);
    }

    private static Leftover pair(boolean certain) {
        return left(RenamePlan.INSTALL_PAIR, RenamePlan.PAIR, certain);
    }

    private static Leftover left(StepId step, String object, boolean certain) {
        return new Leftover(step, object, certain);
    }

    private static Decision<RolloutEvent> abort(Journey journey, boolean leaveInPlace) {
        return journey.ask(Journey.DBA, Journey.WHY, new RolloutCommand.Abort(leaveInPlace));
    }

    private static RolloutView view(Journey journey) {
        return RolloutView.of((Submitted) journey.state(), journey.now());
    }
}
