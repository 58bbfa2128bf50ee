package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseFrozen;
import dev.towpath.contracts.event.DatabaseEvent.FreezeLifted;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may freeze a database, until when, and who hears of it. */
class FreezingTest {
    private static final Instant NOW = Journey.START;
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Asked ASKED = Asked.alone(Journey.DBA, "stocktaking", NOW);

    @Test
    void a_freeze_begins_now_unless_it_says_when() {
        assertThat(freeze(Journey.registered(), Optional.empty(), TOMORROW))
                .isEqualTo(new Accepted<>(List.of(new DatabaseFrozen(1, NOW, TOMORROW))));
        assertThat(freeze(Journey.registered(), Optional.of(NOW.plusSeconds(60)), TOMORROW))
                .isEqualTo(new Accepted<>(List.of(new DatabaseFrozen(1, NOW.plusSeconds(60), TOMORROW))));
    }

    @Test
    void a_freeze_that_would_be_over_is_rejected() {
        thenRejected(freeze(Journey.registered(), Optional.empty(), NOW), "FreezeIsOver");
    }

    @Test
    void a_database_that_is_not_registered_has_no_freezes() {
        thenRejected(freeze(DatabaseState.NONE, Optional.empty(), TOMORROW), "UnknownDatabase");
        thenRejected(lift(DatabaseState.NONE, Optional.empty()), "UnknownDatabase");
    }

    @Test
    void the_same_time_once_more_is_frozen_already() {
        DatabaseState frozen = after(Journey.registered(), new DatabaseFrozen(1, NOW.minusSeconds(9), TOMORROW));
        assertThat(freeze(frozen, Optional.empty(), TOMORROW)).isInstanceOf(AlreadyDone.class);
        assertThat(freeze(frozen, Optional.empty(), TOMORROW.plusSeconds(1))).isInstanceOf(Accepted.class);
    }

    @Test
    void the_only_freeze_needs_no_number_and_one_of_several_does() {
        DatabaseState one = after(Journey.registered(), new DatabaseFrozen(1, NOW, TOMORROW));
        assertThat(lift(one, Optional.empty())).isEqualTo(new Accepted<>(List.of(new FreezeLifted(1))));
        DatabaseState two = after(one, new DatabaseFrozen(2, TOMORROW, TOMORROW.plusSeconds(1)));
        thenRejected(lift(two, Optional.empty()), "FreezeNotNamed");
        assertThat(lift(two, Optional.of(2))).isEqualTo(new Accepted<>(List.of(new FreezeLifted(2))));
    }

    @Test
    void what_is_over_is_lifted_already_and_what_never_was_is_unknown() {
        DatabaseState lifted =
                after(after(Journey.registered(), new DatabaseFrozen(1, NOW, TOMORROW)), new FreezeLifted(1));
        assertThat(lift(lifted, Optional.of(1))).isInstanceOf(AlreadyDone.class);
        assertThat(lift(lifted, Optional.empty())).isInstanceOf(AlreadyDone.class);
        thenRejected(lift(lifted, Optional.of(2)), "UnknownFreeze");
    }

    @Test
    void whoever_may_stand_before_a_gate_is_woken() {
        Journey journey = new Journey().begun(RenameFile.PARENT);
        RolloutId waiting = RolloutId.parse("shop.waiting");
        journey.meanwhile(new DatabaseEvent.RevisionAdmitted(
                waiting, Journey.AUTHOR, RenameFile.lineage(RenameFile.PARENT.revision())));
        assertThat(DatabaseReactor.wake(journey.database(), new DatabaseFrozen(1, NOW, TOMORROW)))
                .containsExactly(RenameFile.PARENT);
        journey.meanwhile(new DatabaseEvent.RevisionReached(RenameFile.PARENT, Stage.CUTOVER))
                .meanwhile(new DatabaseEvent.DropAwaited(RenameFile.PARENT));
        assertThat(DatabaseReactor.wake(journey.database(), new FreezeLifted(1)))
                .containsExactly(RenameFile.PARENT);
        journey.meanwhile(new DatabaseEvent.RolloutTurnedBack(RenameFile.PARENT));
        assertThat(DatabaseReactor.wake(journey.database(), new FreezeLifted(1)))
                .isEmpty();
    }

    private static Decision<DatabaseEvent> freeze(DatabaseState state, Optional<Instant> from, Instant until) {
        return Freezing.freeze(state, RenameFile.SHOP, from, until, ASKED);
    }

    private static Decision<DatabaseEvent> lift(DatabaseState state, Optional<Integer> freeze) {
        return Freezing.lift(state, RenameFile.SHOP, freeze, ASKED);
    }

    private static DatabaseState after(DatabaseState state, DatabaseEvent event) {
        return DatabaseState.evolve(state, state.version() + 1, NOW, Journey.DBA, "stocktaking", event);
    }

    private static void thenRejected(Decision<DatabaseEvent> decision, String rule) {
        assertThat(decision).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(
                        rejected.rejection().rule())
                .isEqualTo(rule));
    }
}
