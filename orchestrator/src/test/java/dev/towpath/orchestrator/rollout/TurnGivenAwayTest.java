package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.FootprintClaimed;
import dev.towpath.contracts.event.DatabaseEvent.RevisionAdmitted;
import dev.towpath.contracts.event.DatabaseEvent.RevisionStamped;
import dev.towpath.contracts.event.DatabaseEvent.RolloutBegun;
import dev.towpath.contracts.event.DatabaseEvent.RolloutEnded;
import dev.towpath.contracts.event.DatabaseEvent.RolloutTurnedBack;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.spec.Lineage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rollout that waits for another which came to nothing, and one behind it that works on the same and is ready. */
class TurnGivenAwayTest {
    private static final RolloutId LOST = RenameFile.PARENT;
    private static final RolloutId FOLLOWER = RenameFile.NEIGHBOUR;
    private static final RolloutId CARRIER = new RolloutId(RenameFile.SHOP, new Revision("20260220_between"), 1);
    private static final Footprint SAME = new Footprint("public.users", List.of("column public.users.full_name"));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETED")
    void it_is_not_waited_for_however_the_other_ended(RolloutEnd end) {
        Journey journey = following(LOST).meanwhile(new RolloutEnded(LOST, end)).submitted(RenameFile.open());
        assertThat(isPlanned(journey)).isTrue();
    }

    @Test
    void nor_while_the_other_is_being_rolled_back() {
        Journey journey = following(LOST).meanwhile(new RolloutTurnedBack(LOST)).submitted(RenameFile.open());
        assertThat(isPlanned(journey)).isTrue();
    }

    @Test
    void nor_if_it_waits_for_one_that_waits_for_the_other() {
        Journey journey = admitted(new Journey(), LOST, Lineage.ROOT);
        admitted(journey, CARRIER, RenameFile.lineage(LOST.revision()));
        admitted(journey, FOLLOWER, RenameFile.lineage(CARRIER.revision()))
                .meanwhile(new FootprintClaimed(FOLLOWER, SAME))
                .meanwhile(new RolloutEnded(LOST, RolloutEnd.FAILED))
                .submitted(RenameFile.open());
        assertThat(isPlanned(journey)).isTrue();
    }

    @Test
    void whoever_was_behind_it_is_woken_when_the_other_comes_to_nothing() {
        Journey journey = following(LOST).submitted(RenameFile.open());
        assertThat(isPlanned(journey)).isFalse();
        thenWoken(journey, new RolloutTurnedBack(LOST));
        thenWoken(journey, new RolloutEnded(LOST, RolloutEnd.ROLLED_BACK));
        journey.look();
        assertThat(isPlanned(journey)).isTrue();
    }

    @Test
    void its_turn_is_its_own_again_when_the_other_is_submitted_again() {
        Journey journey = following(LOST).meanwhile(new RolloutEnded(LOST, RolloutEnd.ABORTED));
        thenItComesFirst(admitted(journey, LOST.next(), Lineage.ROOT));
    }

    @Test
    void its_turn_is_its_own_again_when_the_other_is_stamped() {
        thenItComesFirst(following(LOST)
                .meanwhile(new RolloutEnded(LOST, RolloutEnd.ABORTED))
                .meanwhile(new RevisionStamped(LOST.revision(), Lineage.ROOT)));
    }

    @Test
    void whoever_is_begun_keeps_its_turn_whatever_the_other_comes_to() {
        Journey journey = following(LOST)
                .meanwhile(new RolloutBegun(FOLLOWER))
                .meanwhile(new RolloutEnded(LOST, RolloutEnd.ROLLED_BACK))
                .submitted(RenameFile.open());
        assertThat(isPlanned(journey)).isFalse();
    }

    private static void thenItComesFirst(Journey journey) {
        assertThat(isPlanned(journey.submitted(RenameFile.open()))).isFalse();
        assertThat(journey.database()
                        .revisions()
                        .before(journey.database()
                                .admission(RenameFile.REVISION)
                                .orElseThrow()))
                .singleElement()
                .returns(FOLLOWER, conflict -> conflict.rolloutId());
    }

    private static void thenWoken(Journey journey, DatabaseEvent event) {
        journey.meanwhile(event);
        assertThat(DatabaseReactor.wake(journey.database(), event)).containsExactly(FOLLOWER, RenameFile.ID);
    }

    private static Journey following(RolloutId other) {
        Journey journey = admitted(new Journey(), other, Lineage.ROOT);
        return admitted(journey, FOLLOWER, RenameFile.lineage(other.revision()))
                .meanwhile(new FootprintClaimed(FOLLOWER, SAME));
    }

    private static Journey admitted(Journey journey, RolloutId id, Lineage lineage) {
        return journey.meanwhile(new RevisionAdmitted(id, Journey.AUTHOR, lineage));
    }

    private static boolean isPlanned(Journey journey) {
        return journey.events().stream().anyMatch(PlanRequested.class::isInstance);
    }
}
