package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.DatabaseEvent.RolloutBegun;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.Admission.Standing;
import org.junit.jupiter.api.Test;

/** What a database knows of a rollout follows from the rollout. */
class MirrorTest {
    @Test
    void what_is_reached_grows_with_the_stages() {
        Journey journey = new Journey().submitted(RenameFile.open()).untilStep(RenamePlan.COPY_ROWS);
        assertThat(admission(journey))
                .returns(Standing.BEGUN, Admission::standing)
                .satisfies(known -> assertThat(known.reached()).containsExactly(Stage.EXPAND, Stage.DUAL_WRITE));
    }

    @Test
    void with_only_the_drop_left_it_may_be_followed() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilStep(RenamePlan.HIDE);
        assertThat(admission(journey).mayBeFollowed()).isFalse();
        journey.succeeded();
        assertThat(admission(journey)).returns(Standing.DROP_AWAITED, Admission::standing);
        assertThat(admission(journey.untilCompleted())).returns(Standing.COMPLETED, Admission::standing);
    }

    @Test
    void what_is_taken_back_is_no_longer_reached() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.COPY_ROWS)
                .rolledBackBy(Journey.DBA);
        assertThat(admission(journey)).returns(Standing.TURNED_BACK, Admission::standing);
        assertThat(admission(journey.untilRolledBack()))
                .returns(Standing.ROLLED_BACK, Admission::standing)
                .returns(false, Admission::isLive)
                .satisfies(known -> assertThat(known.reached()).isEmpty());
    }

    @Test
    void what_is_given_up_is_alive_no_more_whatever_it_has_reached() {
        Journey journey = new Journey()
                .submitted(RenameFile.open())
                .untilStep(RenamePlan.COPY_ROWS)
                .aborted(true);
        assertThat(admission(journey)).returns(Standing.BEGUN, Admission::standing);
        assertThat(admission(journey.withdrawn()))
                .returns(Standing.ABORTED, Admission::standing)
                .returns(false, Admission::isLive);
    }

    @Test
    void a_refusal_at_planning_leaves_nothing_alive() {
        Journey journey = new Journey().submitted(RenameFile.open());
        journey.ask(Journey.AGENT, Journey.planRefused());
        assertThat(admission(journey).isLive()).isFalse();
    }

    @Test
    void the_author_is_who_submitted_it() {
        assertThat(admission(new Journey().submitted(RenameFile.open())).author())
                .isEqualTo(Journey.AUTHOR);
    }

    @Test
    void a_history_about_a_rollout_that_was_never_admitted_is_damaged() {
        assertThatIllegalStateException().isThrownBy(() -> new Journey().meanwhile(new RolloutBegun(RenameFile.ID)));
    }

    private static Admission admission(Journey journey) {
        return journey.database().admission(RenameFile.ID.revision()).orElseThrow();
    }
}
