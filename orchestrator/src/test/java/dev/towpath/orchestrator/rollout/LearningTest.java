package dev.towpath.orchestrator.rollout;

import static dev.towpath.orchestrator.rollout.Answers.thenAlreadyDone;
import static dev.towpath.orchestrator.rollout.Answers.thenRejected;
import static dev.towpath.orchestrator.rollout.Answers.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.StoreWentBack;
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.StepsLearned;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.contracts.outcome.LedgerReported.Account;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import dev.towpath.orchestrator.rollout.Learning.Logged;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningTest {
    private static final DatabaseId SHOP = RenameFile.ID.database();
    private static final List<StepId> THROUGH_CUTOVER = RenamePlan.throughCutover();

    @Test
    void a_ledger_that_took_in_no_more_than_was_sent_says_nothing_new() {
        Journey journey = atBackfill();
        assertThat(compared(journey, 7, account(7, 0, proven(journey)))).isEmpty();
        assertThat(compared(journey, 7, account(5, 0, List.of()))).isEmpty();
    }

    @Test
    void a_receipt_of_the_step_that_is_with_the_agent_is_ahead_of_its_report_and_of_nothing_else() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        List<StepId> more = new ArrayList<>(proven(journey));
        more.add(RenamePlan.COPY_ROWS);
        assertThat(compared(journey, 7, account(7, 0, more))).isEmpty();
    }

    @Test
    void a_ledger_that_took_in_more_than_was_sent_is_ahead_by_what_it_proves() {
        assertThat(compared(atBackfill(), 4, account(9, 0, THROUGH_CUTOVER)))
                .contains(new StoreWentBack(List.of(new LedgerAhead(
                        RenameFile.ID, 9, 4, 0, List.of(RenamePlan.COPY_ROWS, RenamePlan.BUILD_INDEX)))));
    }

    @Test
    void a_rollout_that_the_log_does_not_know_is_named() {
        LedgerReported report = new LedgerReported(SHOP, List.of(account(3, 0, List.of())), true);
        Map<RolloutId, Logged> logged = Map.of(RenameFile.ID, new Logged(RolloutState.NONE, 0));
        assertThat(Learning.of(new Journey().database(), report, logged))
                .contains(new StoreWentBack(List.of(new LedgerAhead(RenameFile.ID, 3, 0, 0, List.of()))));
    }

    @Test
    void commands_that_began_anew_are_named_although_all_is_learned_by_then() {
        Journey journey = atBackfill();
        assertThat(compared(journey, 9, account(9, 1, proven(journey))))
                .contains(new StoreWentBack(List.of(new LedgerAhead(RenameFile.ID, 9, 9, 1, List.of()))));
    }

    @Test
    void what_is_noted_is_not_noted_again_and_the_next_time_is() {
        Journey journey = atBackfill();
        Account once = account(9, 1, THROUGH_CUTOVER);
        journey.meanwhile(compared(journey, 4, once).orElseThrow());
        assertThat(compared(journey, 4, once)).isEmpty();
        assertThat(compared(journey, 4, account(8, 2, THROUGH_CUTOVER))).isPresent();
    }

    @Test
    void a_rollout_that_is_over_has_nothing_to_learn() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilCompleted();
        assertThat(compared(journey, 4, account(9, 1, THROUGH_CUTOVER))).isEmpty();
        thenAlreadyDone(learn(journey, THROUGH_CUTOVER));
    }

    @Test
    void nothing_is_noted_on_a_database_that_nobody_registered() {
        LedgerReported report = new LedgerReported(SHOP, List.of(account(3, 0, List.of())), true);
        assertThat(Learning.of(DatabaseState.NONE, report, Map.of())).isEmpty();
    }

    @Test
    void what_is_learned_is_never_asked_for_and_gates_are_passed_as_ever() {
        Journey journey = atBackfill();
        int told = journey.effects().size();
        assertThat(words(learn(journey, THROUGH_CUTOVER))).isEqualTo("StepsLearned");
        assertThat(journey.moving().at()).isInstanceOf(Position.AtGate.class);
        thenAlreadyDone(learn(journey, THROUGH_CUTOVER));

        journey.untilCompleted();
        assertThat(asked(journey, told))
                .containsExactly(RenamePlan.VERIFY_ROWS, RenamePlan.VERIFY_AGAIN, RenamePlan.HIDE, RenamePlan.DROP);
    }

    @Test
    void the_step_that_is_with_the_agent_is_asked_after_and_is_not_learned() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        assertThat(words(learn(journey, THROUGH_CUTOVER))).isEqualTo("StepsLearned, StepAskedAfter");
        assertThat(journey.events())
                .filteredOn(StepsLearned.class::isInstance)
                .containsExactly(new StepsLearned(List.of(RenamePlan.BUILD_INDEX)));
        assertThat(journey.effects().getLast())
                .isEqualTo(new TellAgent(SHOP, new ReportStep(RenameFile.ID, RenamePlan.COPY_ROWS, 1)));
        journey.ended(RenamePlan.COPY_ROWS).untilCompleted();
    }

    @Test
    void a_step_that_stopped_is_tried_again_and_ends_by_its_receipt() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.COPY_ROWS)
                .failed(Failure.Kind.TRANSIENT);
        assertThat(words(learn(journey, THROUGH_CUTOVER))).isEqualTo("StepsLearned");
        journey.retried().untilCompleted();
    }

    @Test
    void a_rollback_takes_back_what_was_learned_too() {
        Journey journey = atBackfill();
        learn(journey, THROUGH_CUTOVER);
        int told = journey.effects().size();
        journey.rolledBackBy(Journey.DBA).untilRolledBack();
        assertThat(asked(journey, told))
                .containsExactly(RenamePlan.DROP_INDEX, RenamePlan.REMOVE_PAIR, RenamePlan.DROP_COLUMN);
    }

    @Test
    void what_is_learned_when_something_older_is_being_taken_back_is_taken_back_first_once_that_is_retried() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.ADD_COLUMN)
                .rolledBackBy(Journey.DBA)
                .ended(RenamePlan.ADD_COLUMN);
        learn(journey, List.of(RenamePlan.ADD_COLUMN, RenamePlan.INSTALL_PAIR, RenamePlan.COPY_ROWS));
        int told = journey.effects().size();

        journey.failed(Failure.Kind.REFUSED).retried().untilRolledBack();
        assertThat(asked(journey, told)).containsExactly(RenamePlan.REMOVE_PAIR, RenamePlan.DROP_COLUMN);
    }

    @Test
    void what_was_noted_while_there_was_no_plan_is_learned_with_the_plan() {
        Journey journey = new Journey().submitted(RenameFile.open());
        List<StepId> proven = List.of(RenamePlan.ADD_COLUMN, RenamePlan.INSTALL_PAIR);
        journey.meanwhile(compared(journey, 1, account(3, 1, proven)).orElseThrow());
        int told = journey.effects().size();

        journey.planned(RenamePlan.plan()).untilCompleted();
        assertThat(journey.events()).contains(new StepsLearned(proven));
        assertThat(asked(journey, told)).isNotEmpty().doesNotContainAnyElementsOf(proven);
    }

    @Test
    void what_a_rollback_did_not_know_of_is_named_since_nobody_takes_it_back() {
        Journey back = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.ADD_COLUMN)
                .rolledBackBy(Journey.DBA)
                .ended(RenamePlan.ADD_COLUMN)
                .untilRolledBack();
        List<StepId> takenBack = List.of(RenamePlan.ADD_COLUMN, RenamePlan.DROP_COLUMN);
        assertThat(compared(back, 9, account(9, 1, takenBack))).isEmpty();

        List<StepId> left = List.of(RenamePlan.ADD_COLUMN, RenamePlan.DROP_COLUMN, RenamePlan.INSTALL_PAIR);
        assertThat(compared(back, 9, account(9, 1, left)))
                .contains(new StoreWentBack(
                        List.of(new LedgerAhead(RenameFile.ID, 9, 9, 1, List.of(RenamePlan.INSTALL_PAIR)))));
    }

    @Test
    void what_was_learned_may_lie_behind_the_point_of_no_return() {
        Journey journey = atBackfill();
        List<StepId> all = new ArrayList<>(THROUGH_CUTOVER);
        all.addAll(List.of(RenamePlan.HIDE, RenamePlan.DROP));
        learn(journey, all);
        thenRejected(journey.ask(Journey.DBA, new RolloutCommand.RollBack()), "PastPointOfNoReturn");
    }

    @Test
    void what_was_taken_back_since_is_not_learned() {
        Journey journey = atBackfill();
        List<StepId> there = new ArrayList<>(THROUGH_CUTOVER);
        there.addAll(List.of(RenamePlan.DROP_INDEX, RenamePlan.REMOVE_PAIR));
        assertThat(words(learn(journey, there))).isEqualTo("StepsLearned");
        assertThat(journey.events()).endsWith(new StepsLearned(List.of(RenamePlan.COPY_ROWS)));
    }

    /** Columns and triggers are there, and nobody has let the backfill begin. */
    private static Journey atBackfill() {
        Map<GatePoint, GateSpec> gates = Map.of(GatePoint.BACKFILL, new GateSpec(1, Duration.ZERO));
        return new Journey().submitted(RenameFile.with(gates, Duration.ZERO)).untilGate(GatePoint.BACKFILL);
    }

    private static List<StepId> proven(Journey journey) {
        return journey.moving().course().proven();
    }

    private static Account account(long received, int history, List<StepId> steps) {
        return new Account(RenameFile.ID, received, history, steps);
    }

    private static Optional<DatabaseEvent> compared(Journey journey, long sent, Account account) {
        return Learning.of(
                journey.database(),
                new LedgerReported(SHOP, List.of(account), true),
                Map.of(RenameFile.ID, new Logged(journey.state(), sent)));
    }

    private static Decision<RolloutEvent> learn(Journey journey, List<StepId> proven) {
        return journey.ask(Journey.AGENT, new RolloutCommand.LearnFromLedger(proven));
    }

    private static List<StepId> asked(Journey journey, int told) {
        return journey.effects().subList(told, journey.effects().size()).stream()
                .filter(effect -> effect instanceof TellAgent(var database, ExecuteStep step))
                .map(effect -> ((ExecuteStep) ((TellAgent) effect).command()).stepId())
                .toList();
    }
}
