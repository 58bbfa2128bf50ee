package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAccepted;
import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.contracts.event.RolloutEvent.PlanningFailed;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanningTest {
    @Test
    void a_plan_that_arrives_twice_is_frozen_once() {
        Journey journey = new Journey().submitted(RenameFile.open()).planned(RenamePlan.plan());
        thenAlreadyDone(journey.ask(Journey.AGENT, new RolloutCommand.RecordPlan(RenamePlan.plan())));
        thenAlreadyDone(journey.ask(Journey.AGENT, Journey.planRefused()));
    }

    @Test
    void a_refusal_ends_the_rollout_and_frees_the_agent() {
        Journey journey = new Journey().submitted(RenameFile.open());
        assertThat(words(journey.ask(Journey.AGENT, Journey.planRefused()))).isEqualTo("PlanningFailed");
        assertThat(journey.effects()).endsWith(new TellAgent(RenameFile.SHOP, new CloseRollout(RenameFile.ID)));
        thenAlreadyDone(journey.ask(Journey.AGENT, new RolloutCommand.RecordPlan(RenamePlan.plan())));
    }

    @Test
    void who_was_forgotten_with_the_store_is_not_told_that_nothing_was_changed() {
        Failure failure = new Failure(Failure.Kind.REFUSED, ReportLedger.STORE_WENT_BACK, "by another file", "");
        Journey journey = new Journey().submitted(RenameFile.open());
        assertThat(words(journey.ask(Journey.AGENT, new RolloutCommand.RecordPlanningFailure(failure))))
                .isEqualTo("PlanningFailed");
        assertThat(RolloutView.of((Submitted) journey.state(), journey.now()).mayDo())
                .isEqualTo("Take out of the database by hand what was done there before the store was put back; then"
                        + " submit the revision again.");
    }

    @Test
    void a_plan_made_during_a_pause_is_frozen_and_waits() {
        Journey journey = new Journey().submitted(RenameFile.open()).paused();
        thenAccepted(
                journey.ask(Journey.AGENT, new RolloutCommand.RecordPlan(RenamePlan.plan())),
                new PlanFrozen(RenamePlan.plan()));
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Resume())))
                .isEqualTo("RolloutResumed, GateReached, GateOpened, StageEntered, StepRequested");
    }

    @Test
    void an_empty_stage_is_entered_and_completed_at_once() {
        Plan plan = plan(
                stage(Stage.EXPAND), stage(Stage.DUAL_WRITE), stage(Stage.BACKFILL), stage(Stage.CUTOVER), dropOnly());
        Journey journey = new Journey().submitted(RenameFile.open()).planned(plan);
        assertThat(journey.events())
                .containsSubsequence(
                        new StageEntered(Stage.EXPAND),
                        new StageCompleted(Stage.EXPAND),
                        new StageEntered(Stage.CUTOVER),
                        new StageCompleted(Stage.CUTOVER),
                        new StageEntered(Stage.CONTRACT));
    }

    static Stream<Plan> malformed() {
        Step stray = RenamePlan.ddl(RenamePlan.HIDE, "SELECT 1");
        PlannedStage twice =
                new PlannedStage(Stage.EXPAND, List.of(stepOf("expand.1.add"), stepOf("expand.1.add")), List.of());
        PlannedStage backward = new PlannedStage(
                Stage.CONTRACT, List.of(RenamePlan.ddl(RenamePlan.DROP, GatePoint.DROP, "SELECT 1"), stray), List.of());
        PlannedStage takesBackAnothers =
                new PlannedStage(Stage.EXPAND, List.of(), List.of(RenamePlan.undo(RenamePlan.HIDE, RenamePlan.UNHIDE)));
        PlannedStage takesBackElsewhere = new PlannedStage(
                Stage.EXPAND,
                List.of(stepOf("expand.1.add")),
                List.of(RenamePlan.undo(new StepId("expand.1.add"), RenamePlan.DROP_INDEX)));
        return Stream.of(
                plan(),
                plan(
                        takesBackAnothers,
                        stage(Stage.DUAL_WRITE),
                        stage(Stage.BACKFILL),
                        stage(Stage.CUTOVER),
                        dropOnly()),
                plan(
                        takesBackElsewhere,
                        stage(Stage.DUAL_WRITE),
                        stage(Stage.BACKFILL),
                        stage(Stage.CUTOVER),
                        dropOnly()),
                plan(
                        stage(Stage.DUAL_WRITE),
                        stage(Stage.EXPAND),
                        stage(Stage.BACKFILL),
                        stage(Stage.CUTOVER),
                        dropOnly()),
                plan(
                        stage(Stage.EXPAND),
                        stage(Stage.DUAL_WRITE),
                        stage(Stage.BACKFILL),
                        stage(Stage.CUTOVER),
                        stage(Stage.CONTRACT)),
                plan(twice, stage(Stage.DUAL_WRITE), stage(Stage.BACKFILL), stage(Stage.CUTOVER), dropOnly()),
                plan(
                        stage(Stage.EXPAND, stray),
                        stage(Stage.DUAL_WRITE),
                        stage(Stage.BACKFILL),
                        stage(Stage.CUTOVER),
                        dropOnly()),
                plan(
                        stage(Stage.EXPAND),
                        stage(Stage.DUAL_WRITE),
                        stage(Stage.BACKFILL),
                        stage(Stage.CUTOVER),
                        backward));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void a_plan_that_no_rollout_can_travel_along_is_a_failure_at_planning(Plan plan) {
        Journey journey = new Journey().submitted(RenameFile.open()).planned(plan);
        assertThat(journey.events().getLast()).isInstanceOfSatisfying(PlanningFailed.class, failed -> assertThat(
                        failed.failure().rule())
                .isEqualTo("PlanMalformed"));
    }

    private static Plan plan(PlannedStage... stages) {
        return RenamePlan.withStages(RenamePlan.HASH, RenamePlan.DROP, stages);
    }

    private static PlannedStage stage(Stage stage, Step... steps) {
        return new PlannedStage(stage, List.of(steps), List.of());
    }

    private static PlannedStage dropOnly() {
        return stage(Stage.CONTRACT, RenamePlan.ddl(RenamePlan.DROP, GatePoint.DROP, "SELECT 1"));
    }

    private static Step stepOf(String id) {
        return RenamePlan.ddl(new StepId(id), "SELECT 1");
    }
}
