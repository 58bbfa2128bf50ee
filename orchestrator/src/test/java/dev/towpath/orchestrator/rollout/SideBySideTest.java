package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.event.DatabaseEvent.FootprintClaimed;
import dev.towpath.contracts.event.DatabaseEvent.RevisionAdmitted;
import dev.towpath.contracts.event.DatabaseEvent.RolloutBegun;
import dev.towpath.contracts.event.DatabaseEvent.RolloutEnded;
import dev.towpath.contracts.event.DatabaseEvent.RolloutHeldBack;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent.PlanConflicted;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two rollouts of one database that work on the same, or that do not. */
class SideBySideTest {
    private static final RolloutId NEIGHBOUR = RenameFile.NEIGHBOUR;
    private static final Footprint SAME = footprint("column public.users.full_name");
    private static final Footprint OTHER = footprint("column public.users.email");

    @Test
    void who_works_on_the_same_is_waited_for_by_name() {
        Journey journey = beside(SAME).submitted(RenameFile.open());
        assertThat(plansAskedFor(journey)).isZero();
        assertThat(StateName.of((Submitted) journey.state())).isEqualTo(StateName.WAITING);
        thenItWaitsFor(journey, "Rollout " + NEIGHBOUR + " works on column public.users.full_name.");
    }

    @Test
    void who_works_on_something_else_is_not_waited_for() {
        assertThat(plansAskedFor(beside(OTHER).submitted(RenameFile.open()))).isOne();
    }

    @Test
    void what_is_relied_on_is_shared_too() {
        Footprint relying = new Footprint(
                "public.users", List.of("column public.users.email"), List.of("column public.users.display_name"));
        assertThat(plansAskedFor(beside(relying).submitted(RenameFile.open()))).isZero();
    }

    @Test
    void who_was_submitted_before_comes_first_though_it_is_not_begun() {
        Journey journey = admitted(NEIGHBOUR, SAME, RenameFile.lineage(RenameFile.PARENT.revision()))
                .submitted(RenameFile.open());
        assertThat(plansAskedFor(journey)).isZero();
        thenItWaitsFor(
                journey, "Rollout " + NEIGHBOUR + " comes first, and will work on column public.users.full_name.");
    }

    @Test
    void who_follows_it_is_not_waited_for_unless_it_is_begun() {
        Lineage following = RenameFile.lineage(RenameFile.REVISION);
        assertThat(plansAskedFor(admitted(NEIGHBOUR, SAME, following).submitted(RenameFile.open())))
                .isOne();
        assertThat(plansAskedFor(admitted(NEIGHBOUR, SAME, following)
                        .meanwhile(new RolloutBegun(NEIGHBOUR))
                        .submitted(RenameFile.open())))
                .isZero();
    }

    @Test
    void the_end_of_the_other_wakes_it_and_its_plan_is_asked_for() {
        Journey journey = beside(SAME).submitted(RenameFile.open());
        RolloutEnded ended = new RolloutEnded(NEIGHBOUR, RolloutEnd.ROLLED_BACK);
        journey.meanwhile(ended);
        assertThat(DatabaseReactor.wake(journey.database(), ended)).containsExactly(RenameFile.ID);
        journey.look();
        assertThat(plansAskedFor(journey)).isOne();
    }

    @Test
    void what_only_the_agent_sees_is_waited_for_too() {
        Journey journey = conflicted();
        assertThat(journey.events()).contains(new PlanConflicted(Journey.conflicts(NEIGHBOUR)));
        assertThat(StateName.of((Submitted) journey.state())).isEqualTo(StateName.WAITING);
        thenItWaitsFor(journey, "Rollout " + NEIGHBOUR + " works on index public.users_full_name.");
        assertThat(journey.database().admission(RenameFile.REVISION).orElseThrow())
                .returns(Admission.Standing.WAITING, Admission::standing);
    }

    @Test
    void it_is_planned_anew_when_what_only_the_agent_saw_is_over() {
        Journey journey = conflicted().pass(Duration.ofMinutes(1));
        RolloutEnded ended = new RolloutEnded(NEIGHBOUR, RolloutEnd.COMPLETED);
        journey.meanwhile(ended);
        assertThat(DatabaseReactor.wake(journey.database(), ended)).containsExactly(RenameFile.ID);
        journey.look();
        assertThat(plansAskedFor(journey)).isEqualTo(2);
        journey.planned(RenamePlan.plan()).untilCompleted();
    }

    @Test
    void an_agent_that_does_not_know_yet_that_the_other_is_over_is_asked_again_by_a_timer() {
        Journey journey = beside(OTHER).submitted(RenameFile.open()).over(NEIGHBOUR);
        journey.ask(Journey.AGENT, Journey.planConflicts(NEIGHBOUR));
        Instant again = journey.now().plusSeconds(5);
        assertThat(journey.effects()).endsWith(new Effect.SetTimer(again));
        thenItWaitsFor(
                journey,
                "The agent found rollout " + NEIGHBOUR
                        + " at work on index public.users_full_name; it is asked again at " + again + ".");
        journey.pass(Duration.ofSeconds(5)).look();
        assertThat(plansAskedFor(journey)).isEqualTo(2);
    }

    @Test
    void an_agent_that_keeps_to_it_is_asked_more_and_more_rarely_and_for_ever() {
        Journey journey = beside(OTHER).submitted(RenameFile.open()).over(NEIGHBOUR);
        Duration before = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            Instant asked = journey.now();
            journey.ask(Journey.AGENT, Journey.planConflicts(NEIGHBOUR));
            Instant again = ((Effect.SetTimer) journey.effects().getLast()).due();
            Duration pause = Duration.between(asked, again);
            assertThat(pause).isBetween(before, Duration.ofMinutes(5));
            before = pause;
            journey.pass(pause).look();
        }
        assertThat(plansAskedFor(journey)).isEqualTo(21);
    }

    @Test
    void a_rollout_that_gives_way_lets_others_go_first() {
        Journey journey = conflicted();
        RolloutId third = RenameFile.PARENT;
        journey.meanwhile(new RevisionAdmitted(third, Journey.AUTHOR, Lineage.ROOT))
                .meanwhile(new FootprintClaimed(third, SAME));
        assertThat(DatabaseReactor.wake(journey.database(), new RolloutHeldBack(RenameFile.ID, List.of(NEIGHBOUR))))
                .containsExactly(third);
    }

    @Test
    void a_pause_asks_nobody_and_its_end_does() {
        Journey journey = beside(SAME).submitted(RenameFile.open()).paused();
        journey.over(NEIGHBOUR).look();
        assertThat(plansAskedFor(journey)).isZero();
        assertThat(plansAskedFor(journey.resumed())).isOne();
    }

    @Test
    void it_may_be_given_up_while_it_waits() {
        Journey journey = beside(SAME).submitted(RenameFile.open()).rolledBackBy(Journey.DBA);
        assertThat(StateName.of((Submitted) journey.state())).isEqualTo(StateName.ROLLED_BACK);
    }

    private static Journey beside(Footprint footprint) {
        return new Journey().begun(NEIGHBOUR).meanwhile(new FootprintClaimed(NEIGHBOUR, footprint));
    }

    private static Journey admitted(RolloutId id, Footprint footprint, Lineage lineage) {
        return new Journey()
                .meanwhile(new RevisionAdmitted(id, Journey.AUTHOR, lineage))
                .meanwhile(new FootprintClaimed(id, footprint));
    }

    private static Journey conflicted() {
        Journey journey = beside(OTHER).submitted(RenameFile.open());
        journey.ask(Journey.AGENT, Journey.planConflicts(NEIGHBOUR));
        return journey;
    }

    private static Footprint footprint(String object) {
        return new Footprint("public.users", List.of(object));
    }

    private static void thenItWaitsFor(Journey journey, String detail) {
        assertThat(RolloutView.of((Submitted) journey.state(), journey.now()).waitingFor())
                .singleElement()
                .returns("rollouts", RolloutView.WaitingFor::condition)
                .returns(detail, RolloutView.WaitingFor::detail);
    }

    private static long plansAskedFor(Journey journey) {
        long sent = journey.effects().stream()
                .filter(effect ->
                        effect instanceof Effect.TellAgent(var database, var command) && command instanceof PlanRollout)
                .count();
        assertThat(journey.events().stream().filter(PlanRequested.class::isInstance))
                .hasSize((int) sent);
        return sent;
    }
}
