package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.rollout.view.RolloutView.SkippedGate;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every version folds the {@link GoldenHistories} to the same end. */
class GoldenHistoryTest {
    @Test
    void a_rename_with_every_kind_of_trouble_ends_completed() throws IOException {
        Submitted end = end("rename-with-trouble");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
        assertThat(end.version()).isEqualTo(53);
        assertThat(RolloutView.of(end, end.opened().changedAt()))
                .returns(Phase.NEW_ONLY, RolloutView::phase)
                .returns(new RolloutView.Progress(8, 8, "", "", 0, 0), RolloutView::progress);
    }

    @Test
    void a_refusal_at_planning_ends_failed() throws IOException {
        Submitted end = end("refused-at-planning");
        assertThat(StateName.of(end)).isEqualTo(StateName.FAILED);
        assertThat(RolloutView.of(end, end.opened().changedAt()).failure())
                .extracting(Failure::rule)
                .containsExactly("TableMissing");
    }

    @Test
    void a_rename_whose_services_follow_ends_completed() throws IOException {
        Submitted end = end("rename-with-services");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
        assertThat(end.opened().phase()).isEqualTo(Phase.NEW_ONLY);
    }

    @Test
    void a_rollback_after_the_hide_ends_rolled_back() throws IOException {
        Submitted end = end("rolled-back-after-the-hide");
        assertThat(StateName.of(end)).isEqualTo(StateName.ROLLED_BACK);
        assertThat(RolloutView.of(end, end.opened().changedAt()))
                .returns(Phase.OLD, RolloutView::phase)
                .returns(true, RolloutView::last)
                .returns(new RolloutView.Progress(5, 5, "", "", 0, 0), RolloutView::progress);
    }

    @Test
    void a_rollout_that_was_planned_only_and_then_started_ends_completed() throws IOException {
        Submitted end = end("planned-only");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
        assertThat(end.opened().withheld()).isFalse();
    }

    @Test
    void a_gate_where_people_change_their_minds_ends_opened() throws IOException {
        Submitted end = end("gate-with-words");
        assertThat(StateName.of(end)).isEqualTo(StateName.RUNNING);
    }

    @Test
    void a_rename_that_waited_for_its_parent_ends_completed() throws IOException {
        Submitted end = end("rename-after-its-parent");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_rename_that_waited_for_its_neighbour_ends_completed() throws IOException {
        Submitted end = end("rename-after-its-neighbour");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_rename_that_waited_for_room_ends_completed() throws IOException {
        Submitted end = end("rename-with-a-budget");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_rollout_that_is_given_up_ends_aborted_with_what_it_leaves() throws IOException {
        Submitted end = end("aborted-in-place");
        assertThat(StateName.of(end)).isEqualTo(StateName.ABORTED);
        assertThat(RolloutView.of(end, end.opened().changedAt()).leftovers())
                .extracting(Leftover::object)
                .containsExactly(RenamePlan.NEW_COLUMN, RenamePlan.PAIR, RenamePlan.INDEX);
    }

    @Test
    void a_rename_that_was_in_doubt_twice_ends_completed() throws IOException {
        Submitted end = end("doubts-resolved");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_gate_that_was_skipped_ends_opened_and_marked() throws IOException {
        Submitted end = end("skipped-gate");
        assertThat(RolloutView.of(end, end.opened().changedAt()).skipped())
                .extracting(SkippedGate::gate)
                .containsExactly("cutover");
    }

    @Test
    void a_gate_that_was_frozen_twice_ends_opened() throws IOException {
        Submitted end = end("frozen-database");
        assertThat(StateName.of(end)).isEqualTo(StateName.RUNNING);
    }

    @Test
    void a_rename_on_a_database_that_was_paused_ends_completed() throws IOException {
        Submitted end = end("paused-with-its-database");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
        assertThat(end.opened().paused()).isFalse();
    }

    @Test
    void a_cutover_that_was_reopened_ends_completed() throws IOException {
        Submitted end = end("reopened-cutover");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    @Test
    void a_rename_whose_target_went_back_twice_ends_rolled_back() throws IOException {
        Submitted end = end("target-went-back");
        assertThat(StateName.of(end)).isEqualTo(StateName.ROLLED_BACK);
        assertThat(end.opened().lost()).isEmpty();
    }

    @Test
    void a_rollback_whose_outcomes_were_lost_ends_rolled_back() throws IOException {
        Submitted end = end("lost-outcomes");
        assertThat(StateName.of(end)).isEqualTo(StateName.ROLLED_BACK);
    }

    @Test
    void every_event_occurs_in_some_history() throws IOException {
        Set<Class<?>> seen = new HashSet<>();
        for (String name : GoldenHistories.names()) {
            GoldenHistories.named(name).forEach(line -> seen.add(line.data().getClass()));
        }
        assertThat(seen).containsExactlyInAnyOrder(Permitted.by(RolloutEvent.class));
    }

    @Test
    void a_rename_whose_store_went_back_learns_what_was_done_and_completes() throws IOException {
        Submitted end = end("store-went-back");
        assertThat(StateName.of(end)).isEqualTo(StateName.COMPLETED);
    }

    private static Submitted end(String name) throws IOException {
        return (Submitted) GoldenHistories.folded(name);
    }
}
