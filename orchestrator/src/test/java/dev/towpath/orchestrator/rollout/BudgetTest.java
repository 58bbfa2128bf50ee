package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent.RevisionAdmitted;
import dev.towpath.contracts.event.DatabaseEvent.RolloutEnded;
import dev.towpath.contracts.event.DatabaseEvent.SlotAwaited;
import dev.towpath.contracts.event.DatabaseEvent.SlotLeft;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent.StepQueued;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.state.Turn;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import org.junit.jupiter.api.Test;

/** How much is with the agent of one database at once: here one step and one backfill. */
class BudgetTest {
    private static final RolloutId NEIGHBOUR = RenameFile.NEIGHBOUR;

    @Test
    void a_step_waits_for_room_and_says_who_has_it() {
        Journey journey = queued();
        assertThat(journey.events()).last().isInstanceOf(StepQueued.class);
        assertThat(StateName.of((Submitted) journey.state())).isEqualTo(StateName.WAITING);
        assertThat(RolloutView.of((Submitted) journey.state(), journey.now()).waitingFor())
                .singleElement()
                .returns("budget", RolloutView.WaitingFor::condition)
                .satisfies(waiting -> assertThat(waiting.detail())
                        .contains("No more than 1 step at once")
                        .contains(NEIGHBOUR.toString()));
    }

    @Test
    void room_that_is_left_wakes_it_and_its_step_is_sent() {
        Journey journey = queued().resting(NEIGHBOUR);
        assertThat(DatabaseReactor.wake(journey.database(), new SlotLeft(NEIGHBOUR)))
                .containsExactly(RenameFile.ID);
        journey.look();
        assertThat(journey.events()).last().isEqualTo(new StepRequested(RenamePlan.ADD_COLUMN, 1));
        assertThat(turn(journey)).isEqualTo(new Turn.At(Slot.STEP));
    }

    @Test
    void the_end_of_a_rollout_leaves_its_room() {
        Journey journey = queued().over(NEIGHBOUR);
        journey.look();
        assertThat(journey.events()).last().isInstanceOf(StepRequested.class);
    }

    @Test
    void looking_in_vain_says_nothing_new() {
        assertThat(queued().look()).isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void a_backfill_takes_no_room_from_steps() {
        Journey journey = begun().working(NEIGHBOUR, Slot.BACKFILL).submitted(RenameFile.open());
        journey.planned(RenamePlan.plan());
        assertThat(journey.moving().at()).isInstanceOf(Position.AtStep.class);
        journey.until(moving -> moving.at() instanceof Position.Queued);
        assertThat(turn(journey)).isEqualTo(new Turn.Awaiting(Slot.BACKFILL));
    }

    @Test
    void who_was_submitted_before_and_waits_has_the_room() {
        Journey journey = begun().meanwhile(new SlotAwaited(NEIGHBOUR, Slot.STEP))
                .submitted(RenameFile.open())
                .planned(RenamePlan.plan());
        assertThat(journey.moving().at()).isInstanceOf(Position.Queued.class);
        assertThat(DatabaseReactor.wake(journey.database(), new SlotAwaited(RenameFile.ID, Slot.STEP)))
                .containsExactly(NEIGHBOUR);
    }

    @Test
    void who_was_submitted_later_waits() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .meanwhile(new RevisionAdmitted(NEIGHBOUR, Journey.AUTHOR, Lineage.ROOT))
                .meanwhile(new SlotAwaited(NEIGHBOUR, Slot.STEP))
                .planned(RenamePlan.plan());
        assertThat(journey.moving().at()).isInstanceOf(Position.AtStep.class);
    }

    @Test
    void who_goes_from_step_to_step_says_so_once() {
        Journey journey = new Journey().submitted(RenameFile.open()).planned(RenamePlan.plan());
        Turn before = turn(journey);
        long version = journey.state().version();
        journey.succeeded();
        assertThat(journey.state().version()).isGreaterThan(version);
        assertThat(turn(journey)).isEqualTo(before).isEqualTo(new Turn.At(Slot.STEP));
        assertThat(Turns.of(RenameFile.ID, journey.database(), journey.state())).isEmpty();
    }

    @Test
    void between_two_steps_room_is_given_to_who_was_submitted_before() {
        Journey journey = begun().submitted(RenameFile.open()).planned(RenamePlan.plan());
        journey.meanwhile(new SlotAwaited(NEIGHBOUR, Slot.STEP)).succeeded();
        assertThat(journey.moving().at()).isInstanceOf(Position.Queued.class);
    }

    @Test
    void a_pause_leaves_the_room_and_a_resumption_takes_it_back_at_once() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .planned(RenamePlan.plan())
                .paused();
        assertThat(turn(journey)).isEqualTo(new Turn.Idle());
        assertThat(turn(journey.resumed())).isEqualTo(new Turn.At(Slot.STEP));
    }

    @Test
    void who_waits_for_room_leaves_the_queue_while_paused() {
        Journey journey = queued().paused();
        assertThat(turn(journey)).isEqualTo(new Turn.Idle());
        assertThat(turn(journey.resumed())).isEqualTo(new Turn.Awaiting(Slot.STEP));
    }

    @Test
    void a_step_that_is_tried_again_waits_for_room_too() {
        Journey journey = begun().submitted(RenameFile.open()).planned(RenamePlan.plan());
        journey.failed(Failure.Kind.TRANSIENT).working(NEIGHBOUR, Slot.STEP).retried();
        assertThat(journey.moving().at())
                .isInstanceOfSatisfying(Position.Queued.class, queued -> assertThat(queued.attempt())
                        .isEqualTo(2));
        journey.resting(NEIGHBOUR).look();
        assertThat(journey.events()).last().isEqualTo(new StepRequested(RenamePlan.ADD_COLUMN, 2));
    }

    @Test
    void the_way_back_waits_for_no_room() {
        Journey journey = begun().submitted(RenameFile.open()).untilStep(RenamePlan.BUILD_INDEX);
        journey.working(NEIGHBOUR, Slot.STEP)
                .working(NEIGHBOUR, Slot.STEP)
                .rolledBackBy(Journey.DBA)
                .withdrawn();
        assertThat(journey.moving().at()).isInstanceOf(Position.AtStep.class);
        journey.untilRolledBack();
    }

    @Test
    void who_waits_for_room_may_be_rolled_back_or_given_up() {
        assertThat(StateName.of((Submitted) queued().rolledBackBy(Journey.DBA).state()))
                .isEqualTo(StateName.ROLLED_BACK);
        assertThat(StateName.of((Submitted) queued().aborted(false).state())).isEqualTo(StateName.ABORTED);
    }

    @Test
    void whoever_ends_has_no_room() {
        Journey journey = queued().meanwhile(new RolloutEnded(NEIGHBOUR, RolloutEnd.ABORTED));
        assertThat(journey.database()
                        .admission(NEIGHBOUR.revision())
                        .orElseThrow()
                        .turn())
                .isEqualTo(new Turn.Idle());
    }

    @Test
    void a_budget_lets_something_begin() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(1, 0));
    }

    private static Journey begun() {
        return new Journey().begun(NEIGHBOUR);
    }

    private static Journey queued() {
        return begun().working(NEIGHBOUR, Slot.STEP)
                .submitted(RenameFile.open())
                .planned(RenamePlan.plan());
    }

    private static Turn turn(Journey journey) {
        return journey.database().admission(RenameFile.REVISION).orElseThrow().turn();
    }
}
