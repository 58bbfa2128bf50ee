package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.event.DatabaseEvent.DropAwaited;
import dev.towpath.contracts.event.DatabaseEvent.RevisionAdmitted;
import dev.towpath.contracts.event.DatabaseEvent.RevisionLeft;
import dev.towpath.contracts.event.DatabaseEvent.RevisionReached;
import dev.towpath.contracts.event.DatabaseEvent.RolloutEnded;
import dev.towpath.contracts.event.DatabaseEvent.RolloutTurnedBack;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent.PlanHeldBack;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldingBackTest {
    private static final Lineage AFTER_CUTOVER = new Lineage(
            List.of(),
            List.of(new Dependency(RenameFile.PARENT.revision(), Optional.of(Stage.CUTOVER))),
            List.of(),
            false);

    @Test
    void a_rollout_without_parents_has_its_plan_asked_for_at_once() {
        Journey journey = new Journey().submitted(RenameFile.open());
        assertThat(journey.events()).last().isEqualTo(new PlanRequested());
        assertThat(plansAskedFor(journey)).isOne();
    }

    @Test
    void nobody_is_asked_for_a_plan_before_the_parent_is_through() {
        Journey journey = behindParent();
        assertThat(plansAskedFor(journey)).isZero();
        assertThat(StateName.of((Submitted) journey.state())).isEqualTo(StateName.WAITING);
        assertThat(RolloutView.of((Submitted) journey.state(), journey.now()).waitingFor())
                .singleElement()
                .returns("revisions", RolloutView.WaitingFor::condition)
                .satisfies(waiting -> assertThat(waiting.detail()).contains(RenameFile.PARENT.toString()));
    }

    @Test
    void the_parent_need_not_be_dropped() {
        Journey journey = behindParent();
        journey.meanwhile(new DropAwaited(RenameFile.PARENT)).look();
        assertThat(plansAskedFor(journey)).isOne();
    }

    @Test
    void looking_in_vain_says_nothing_new() {
        Journey journey = behindParent();
        assertThat(journey.look()).isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void what_the_parent_does_instead_is_said_once() {
        Journey journey = behindParent();
        journey.meanwhile(new RolloutTurnedBack(RenameFile.PARENT)).look();
        journey.look();
        assertThat(journey.events().stream().filter(PlanHeldBack.class::isInstance))
                .hasSize(2);
    }

    @Test
    void a_parent_that_was_rolled_back_is_waited_for_until_its_next_try_is_through() {
        Journey journey = behindParent();
        journey.meanwhile(new RolloutEnded(RenameFile.PARENT, RolloutEnd.ROLLED_BACK))
                .look();
        assertThat(plansAskedFor(journey)).isZero();

        journey.begun(RenameFile.PARENT.next()).look();
        journey.meanwhile(new RolloutEnded(RenameFile.PARENT.next(), RolloutEnd.COMPLETED))
                .look();
        assertThat(plansAskedFor(journey)).isOne();
    }

    @Test
    void an_aborted_parent_is_not_reached_however_far_it_was() {
        Journey journey = new Journey()
                .begun(RenameFile.PARENT)
                .submitted(RenameFile.with(Map.of(), Duration.ZERO, Map.of(), AFTER_CUTOVER));
        journey.meanwhile(new RevisionReached(RenameFile.PARENT, Stage.CUTOVER));
        journey.meanwhile(new RolloutEnded(RenameFile.PARENT, RolloutEnd.ABORTED))
                .look();
        assertThat(plansAskedFor(journey)).isZero();
        assertThat(RolloutView.of((Submitted) journey.state(), journey.now()).waitingFor())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.detail()).contains("was aborted"));
    }

    @Test
    void whoever_waits_for_a_parent_is_woken_by_its_abort() {
        assertThat(DatabaseReactor.wake(
                        behindParent().database(), new RolloutEnded(RenameFile.PARENT, RolloutEnd.ABORTED)))
                .containsExactly(RenameFile.ID);
    }

    @Test
    void it_may_be_given_up_before_anybody_is_asked() {
        Journey journey = behindParent().aborted(false);
        assertThat(journey.events()).last().isEqualTo(new RolloutAborted(List.of()));
        journey.meanwhile(new DropAwaited(RenameFile.PARENT)).look();
        assertThat(plansAskedFor(journey)).isZero();
    }

    @Test
    void a_try_after_an_abort_tells_services_nothing_while_it_is_held_back() {
        Journey journey = new Journey().begun(RenameFile.PARENT);
        journey.ask(
                Journey.AUTHOR,
                new RolloutCommand.Submit(
                        RenameFile.ID, RenameFile.following(RenameFile.PARENT), Optional.of(Phase.DUAL_WRITE), false));
        assertThat(journey.effects()).isEmpty();
        journey.meanwhile(new DropAwaited(RenameFile.PARENT)).look();
        assertThat(journey.effects()).hasSize(1);
        assertThat(plansAskedFor(journey)).isOne();
    }

    @Test
    void a_stage_of_another_revision_is_waited_for_and_counts_only_while_it_stands() {
        Journey journey = new Journey()
                .begun(RenameFile.PARENT)
                .submitted(RenameFile.with(Map.of(), Duration.ZERO, Map.of(), AFTER_CUTOVER));
        journey.meanwhile(new RevisionReached(RenameFile.PARENT, Stage.BACKFILL))
                .look();
        journey.meanwhile(new RevisionReached(RenameFile.PARENT, Stage.CUTOVER));
        journey.meanwhile(new RevisionLeft(RenameFile.PARENT, Stage.CUTOVER)).look();
        assertThat(plansAskedFor(journey)).isZero();

        journey.meanwhile(new RevisionReached(RenameFile.PARENT, Stage.CUTOVER)).look();
        assertThat(plansAskedFor(journey)).isOne();
    }

    @Test
    void a_pause_holds_the_request_and_its_end_makes_up_for_it() {
        Journey journey = behindParent().paused();
        journey.meanwhile(new DropAwaited(RenameFile.PARENT)).look();
        assertThat(plansAskedFor(journey)).isZero();
        assertThat(plansAskedFor(journey.resumed())).isOne();
    }

    @Test
    void those_who_wait_are_woken_and_nobody_else() {
        Journey journey = behindParent();
        assertThat(DatabaseReactor.wake(journey.database(), new DropAwaited(RenameFile.PARENT)))
                .containsExactly(RenameFile.ID);
        assertThat(DatabaseReactor.wake(
                        journey.database(), new RevisionAdmitted(RenameFile.ID, Journey.AUTHOR, Lineage.ROOT)))
                .isEmpty();
    }

    private static Journey behindParent() {
        return new Journey().begun(RenameFile.PARENT).submitted(RenameFile.following(RenameFile.PARENT));
    }

    private static long plansAskedFor(Journey journey) {
        return journey.effects().stream()
                .filter(effect ->
                        effect instanceof Effect.TellAgent(var database, var command) && command instanceof PlanRollout)
                .count();
    }
}
