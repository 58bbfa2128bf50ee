package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.RolloutPaused;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutFoldTest {
    @Test
    void a_gap_in_the_history_is_damage() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RolloutState.evolve(
                        RolloutState.NONE,
                        2,
                        Journey.START,
                        Journey.AUTHOR,
                        "",
                        new RolloutSubmitted(RenameFile.ID, RenameFile.open(), Optional.empty())))
                .withMessageContaining("version 2 cannot follow 0");
    }

    @Test
    void an_event_that_no_decision_can_have_made_is_damage() {
        Journey running = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        thenDamaged(new Journey(), new RolloutPaused());
        thenDamaged(new Journey().submitted(RenameFile.open()), new RolloutResumed());
        thenDamaged(running, new StepRequested(RenamePlan.VERIFY_ROWS, 1));
        thenDamaged(running, new RolloutEvent.RolloutCompleted());
        thenDamaged(running, new RolloutEvent.PlanFrozen(RenamePlan.plan()));
        thenDamaged(running, new RolloutEvent.StepInDoubt(RenamePlan.DROP, 1, doubt()));
        thenDamaged(new Journey().submitted(RenameFile.open()).untilCompleted(), new RolloutPaused());
    }

    @Test
    void no_history_sends_a_guarded_step_without_what_confirmed_it() {
        Journey journey = new Journey().submitted(RenameFile.served()).planned(RenamePlan.plan());
        journey.fleet().upToDate(journey.now());
        journey.untilTold(Phase.NEW_ONLY);
        journey.fleet().live(RenameFile.CRM, "crm-0", Fleet.OLD_CRM, journey.now());
        journey.everybodyFollows().look();
        thenDamaged(journey, new StepRequested(RenamePlan.HIDE, 1));
    }

    @Test
    void the_way_back_is_no_way_forward() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.HIDE)
                .rolledBackBy(Journey.DBA);
        thenDamaged(journey, new RolloutEvent.RollbackStarted());
        thenDamaged(journey, new RolloutEvent.RolloutRolledBack());
        thenDamaged(journey, new RolloutEvent.GateOpened(GatePoint.DROP, List.of("Somebody said so.")));
        journey.withdrawn();
        thenDamaged(journey, new RolloutEvent.StageRolledBack(Stage.EXPAND));
        thenDamaged(journey.untilRolledBack(), new StepRequested(RenamePlan.HIDE, 2));
        thenDamaged(
                new Journey().submitted(RenameFile.open()).planned(RenamePlan.plan()),
                new StepRequested(RenamePlan.DROP_COLUMN, 1));
    }

    private static void thenDamaged(Journey journey, RolloutEvent event) {
        RolloutState state = journey.state();
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> RolloutState.evolve(state, state.version() + 1, journey.now(), Journey.AUTHOR, "", event))
                .withMessageContaining(event.getClass().getSimpleName() + " cannot follow");
    }

    private static Failure doubt() {
        return new Failure(Failure.Kind.IN_DOUBT, "ConnectionLost", "The server went away.", "");
    }
}
