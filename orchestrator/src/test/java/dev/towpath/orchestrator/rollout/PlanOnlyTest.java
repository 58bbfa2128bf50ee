package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rollout of which only the plan is wanted for now; and notes, which may be left anywhere on the way. */
class PlanOnlyTest {
    @Test
    void a_plan_is_made_and_nothing_is_executed() {
        Journey journey = planned();
        journey.pass(Duration.ofDays(30)).look();
        assertThat(journey.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("RolloutSubmitted", "StartWithheld", "PlanRequested", "PlanFrozen");
        assertThat(journey.effects())
                .filteredOn(TellAgent.class::isInstance)
                .extracting(effect -> ((TellAgent) effect).command().getClass())
                .isEqualTo(List.of(PlanRollout.class));
    }

    @Test
    void it_says_that_it_waits_for_somebody_to_start_it() {
        Journey journey = planned();
        RolloutView view = view(journey);
        assertThat(view.state()).isEqualTo(StateName.WAITING);
        assertThat(view.waitingFor())
                .containsExactly(new WaitingFor(
                        "start",
                        Journey.START,
                        "Submitted to be planned only; nothing is executed before somebody starts it."));
        assertThat(view.mayDo()).isEqualTo("Read the plan, then start it. Or roll it back.");
        assertThat(view(journey.paused()).mayDo()).startsWith("Resume it, and start it.");
    }

    @Test
    void once_started_it_goes_on_and_is_not_started_again() {
        Journey journey = planned();
        assertThat(words(start(journey)))
                .isEqualTo("RolloutStarted, GateReached, GateOpened, StageEntered, StepRequested");
        assertThat(journey.effects().getLast())
                .isInstanceOfSatisfying(
                        TellAgent.class, told -> assertThat(told.command()).isInstanceOf(ExecuteStep.class));
        thenAlreadyDone(start(journey));
        journey.untilCompleted();
    }

    @Test
    void it_may_be_started_before_there_is_a_plan() {
        Journey journey = new Journey().submittedForPlan(RenameFile.open());
        thenAccepted(start(journey), new RolloutEvent.RolloutStarted());
        journey.untilCompleted();
    }

    @Test
    void a_start_during_a_pause_takes_effect_when_it_is_over() {
        Journey journey = planned().paused();
        thenAccepted(start(journey), new RolloutEvent.RolloutStarted());
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Resume()))).endsWith("StepRequested");
    }

    @Test
    void it_may_be_rolled_back_instead() {
        Journey journey = planned().rolledBackBy(Journey.DBA);
        assertThat(journey.state()).isInstanceOf(RolledBack.class);
        thenRejected(start(journey), "RolloutIsFinal");
    }

    @Test
    void a_note_changes_nothing_but_the_history() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        RolloutView before = view(journey);
        int effects = journey.effects().size();
        journey.noted("moved to Tuesday").noted("moved to Tuesday");
        assertThat(journey.events())
                .endsWith(
                        new RolloutEvent.NoteAdded("moved to Tuesday"), new RolloutEvent.NoteAdded("moved to Tuesday"));
        assertThat(journey.effects()).hasSize(effects);
        assertThat(view(journey))
                .usingRecursiveComparison()
                .ignoringFields("version")
                .isEqualTo(before);
        journey.untilCompleted();
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.AddNote("too late")), "RolloutIsFinal");
    }

    private static Journey planned() {
        return new Journey().submittedForPlan(RenameFile.open()).planned(RenamePlan.plan());
    }

    private static Decision<RolloutEvent> start(Journey journey) {
        return journey.ask(Journey.DBA, new RolloutCommand.Start());
    }

    private static RolloutView view(Journey journey) {
        return RolloutView.of((Submitted) journey.state(), journey.now());
    }
}
