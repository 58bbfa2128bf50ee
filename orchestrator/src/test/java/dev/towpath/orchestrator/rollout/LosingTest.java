package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.TargetIdentified;
import dev.towpath.contracts.event.DatabaseEvent.TargetWentBack;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepsLost;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.LedgerReading;
import dev.towpath.contracts.outcome.LedgerReading.Receipts;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LosingTest {
    private static final String SERVER = "7301234567890123456";
    private static final List<StepId> LOST = List.of(RenamePlan.INSTALL_PAIR, RenamePlan.COPY_ROWS);

    @Test
    void a_target_that_has_every_receipt_is_only_identified_and_only_when_it_is_another() {
        Journey journey = atCutover();
        assertThat(read(journey, 1, proven(journey))).containsExactly(new TargetIdentified(SERVER, 1));
        journey.meanwhile(new TargetIdentified(SERVER, 1));
        assertThat(read(journey, 1, proven(journey))).isEmpty();
        assertThat(read(journey, 2, proven(journey))).containsExactly(new TargetIdentified(SERVER, 2));
    }

    @Test
    void what_was_reported_as_done_and_has_no_receipt_is_lost() {
        Journey journey = atCutover().meanwhile(new TargetIdentified(SERVER, 1));
        List<StepId> left =
                proven(journey).stream().filter(step -> !LOST.contains(step)).toList();
        assertThat(read(journey, 1, left)).containsExactly(wentBack(LOST));
    }

    @Test
    void a_receipt_of_what_was_not_reported_yet_is_no_loss_and_a_comparison_leaves_none() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilStep(RenamePlan.COPY_ROWS);
        journey.meanwhile(new TargetIdentified(SERVER, 1));
        List<StepId> more = new ArrayList<>(proven(journey));
        more.add(RenamePlan.COPY_ROWS);
        assertThat(read(journey, 1, more)).isEmpty();
        assertThat(proven(atCutover())).doesNotContain(RenamePlan.VERIFY_ROWS);
    }

    @Test
    void a_reading_that_is_cut_off_says_nothing_of_what_it_does_not_name() {
        Journey journey = atCutover().meanwhile(new TargetIdentified(SERVER, 1));
        LedgerReading cut = new LedgerReading(1, List.of(), false);
        assertThat(Losing.of(journey.database(), SERVER, cut, List.of(journey.state())))
                .isEmpty();
    }

    @Test
    void what_is_known_to_be_lost_is_not_recorded_again() {
        Journey journey = atCutover().meanwhile(new TargetIdentified(SERVER, 1)).meanwhile(wentBack(LOST));
        List<StepId> left =
                proven(journey).stream().filter(step -> !LOST.contains(step)).toList();
        assertThat(read(journey, 1, left)).isEmpty();
        journey.look();
        assertThat(read(journey, 1, left)).isEmpty();
    }

    @Test
    void nothing_is_recorded_on_a_database_that_nobody_registered() {
        assertThat(Losing.of(DatabaseState.NONE, SERVER, new LedgerReading(1, List.of(), true), List.of()))
                .isEmpty();
    }

    @Test
    void the_rollouts_concerned_are_told_to_look() {
        assertThat(DatabaseReactor.wake(atCutover().database(), wentBack(LOST))).containsExactly(RenameFile.ID);
    }

    @Test
    void a_rollout_whose_steps_are_lost_is_in_doubt_and_shows_both_readings() {
        Journey journey = lost(atCutover());
        assertThat(journey.events()).last().isInstanceOf(StepsLost.class);
        assertThat(StateName.of((Submitted) journey.state())).isEqualTo(StateName.IN_DOUBT);
        RolloutView view = RolloutView.of((Submitted) journey.state(), journey.now());
        assertThat(view.failure())
                .extracting(Failure::kind, Failure::rule)
                .containsExactly(tuple(Failure.Kind.IN_DOUBT, ExecuteStep.TARGET_WENT_BACK));
        assertThat(view.waitingFor())
                .filteredOn(waiting -> waiting.condition().equals("doubt"))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.detail())
                        .contains("no receipt")
                        .endsWith("The statements: " + statements(journey)));
        assertThat(view.failure().getFirst().detail())
                .contains(RenamePlan.COPY_ROWS.value())
                .contains("no receipt");
        assertThat(view.mayDo()).contains("Roll it back").contains("leave_in_place");
    }

    @Test
    void nothing_follows_from_the_moment_in_which_the_loss_is_recorded() {
        Journey journey = atCutover().meanwhile(wentBack(LOST));
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Approve(GatePoint.CUTOVER))))
                .isEqualTo("StageApproved, StepsLost");
        assertThat(journey.look()).isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void what_the_agent_reports_meanwhile_is_heard_and_nothing_follows_from_it() {
        Journey journey = lost(new Journey().submitted(RenameFile.gated()).untilStep(RenamePlan.COPY_ROWS));
        journey.succeeded();
        assertThat(journey.events()).last().isInstanceOf(RolloutEvent.StepCompleted.class);
    }

    @Test
    void a_retry_is_refused_and_so_is_the_word_that_it_has_to_be_done_anew() {
        Journey stopped = new Journey()
                .submitted(RenameFile.gated())
                .untilStep(RenamePlan.COPY_ROWS)
                .failed(Failure.Kind.TRANSIENT)
                .meanwhile(wentBack(List.of(RenamePlan.INSTALL_PAIR)));
        thenRejected(stopped.ask(Journey.DBA, new RolloutCommand.Retry()), "TargetWentBack");
        stopped.look();
        thenRejected(stopped.ask(Journey.DBA, new RolloutCommand.Retry()), "TargetWentBack");
        thenRejected(stopped.ask(Journey.DBA, new RolloutCommand.Resolve(false)), "TargetWentBack");
    }

    @Test
    void whoever_vouches_lets_it_go_on_where_it_stood_and_the_receipts_are_asked_for_no_more() {
        Journey journey = lost(atCutover());
        assertThat(words(journey.ask(Journey.DBA, Journey.WHY, new RolloutCommand.Resolve(true))))
                .isEqualTo("StepsVouchedFor");
        assertThat(journey.moving().at()).isInstanceOf(Position.AtGate.class);
        int told = journey.effects().size();
        journey.until(moving -> moving.at() instanceof Position.AtStep);
        assertThat(journey.effects().subList(told, journey.effects().size()))
                .filteredOn(TellAgent.class::isInstance)
                .extracting(effect -> ((TellAgent) effect).command())
                .filteredOn(ExecuteStep.class::isInstance)
                .allSatisfy(
                        command -> assertThat(((ExecuteStep) command).after()).doesNotContainAnyElementsOf(LOST));
        journey.untilCompleted();
    }

    @Test
    void each_step_is_sent_with_what_must_be_there_before_it() {
        Journey journey = atCutover();
        assertThat(journey.effects())
                .filteredOn(effect -> effect instanceof TellAgent(var database, ExecuteStep step)
                        && step.stepId().equals(RenamePlan.VERIFY_ROWS))
                .extracting(effect -> ((ExecuteStep) ((TellAgent) effect).command()).after())
                .containsExactly(List.of(RenamePlan.ADD_COLUMN, RenamePlan.INSTALL_PAIR, RenamePlan.COPY_ROWS));
    }

    @Test
    void a_rollback_takes_everything_back_as_if_nothing_were_lost() {
        lost(atCutover()).rolledBackBy(Journey.DBA).untilRolledBack();
    }

    @Test
    void an_abort_ends_it_and_names_what_the_log_says_is_left() {
        Journey journey = lost(atCutover());
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.Abort(false)), "WouldBeLeftBehind");
        assertThat(journey.aborted(true).state()).isInstanceOf(RolloutState.Aborted.class);
    }

    @Test
    void what_the_agent_finds_missing_by_itself_puts_the_rollout_in_doubt_too() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilStep(RenamePlan.COPY_ROWS);
        Failure failure = new Failure(
                Failure.Kind.REFUSED, ExecuteStep.TARGET_WENT_BACK, "no receipt", RenamePlan.COPY_ROWS.value());
        assertThat(words(journey.ask(
                        Journey.AGENT,
                        new RolloutCommand.RecordStepFailure(new StepFailed(
                                RenameFile.ID,
                                RenamePlan.COPY_ROWS,
                                1,
                                failure,
                                List.of(RenamePlan.INSTALL_PAIR, RenamePlan.VERIFY_ROWS))))))
                .isEqualTo("StepFailed, StepsLost");
        assertThat(journey.resolved(true).events()).last().isInstanceOf(RolloutEvent.StepsVouchedFor.class);
        assertThat(words(journey.ask(Journey.DBA, new RolloutCommand.Retry()))).isEqualTo("StepRequested");
    }

    @Test
    void a_rollout_that_has_ended_is_forgotten_by_the_database() {
        Journey journey = lost(atCutover()).aborted(true);
        assertThat(journey.database().target().lost()).isEmpty();
    }

    private static Journey atCutover() {
        return new Journey().submitted(RenameFile.gated()).untilGate(GatePoint.CUTOVER);
    }

    private static Journey lost(Journey journey) {
        List<StepId> steps = LOST.stream().filter(proven(journey)::contains).toList();
        journey.meanwhile(wentBack(steps)).look();
        return journey;
    }

    private static String statements(Journey journey) {
        return journey.moving().course().plannedOf(LOST).map(Step::sql).collect(Collectors.joining("; "));
    }

    private static TargetWentBack wentBack(List<StepId> steps) {
        return new TargetWentBack(List.of(new LostSteps(RenameFile.ID, steps)));
    }

    private static List<StepId> proven(Journey journey) {
        return journey.moving().course().proven();
    }

    private static List<DatabaseEvent> read(Journey journey, long timeline, List<StepId> receipts) {
        LedgerReading reading = new LedgerReading(timeline, List.of(new Receipts(RenameFile.ID, receipts)), true);
        return Losing.of(journey.database(), SERVER, reading, List.of(journey.state()));
    }
}
