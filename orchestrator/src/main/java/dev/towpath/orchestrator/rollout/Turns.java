package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.SlotAwaited;
import dev.towpath.contracts.event.DatabaseEvent.SlotLeft;
import dev.towpath.contracts.event.DatabaseEvent.SlotTaken;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.Turn;
import java.util.List;
import java.util.Optional;

/**
 * What a decision changes of the slots of its database, told by where it leaves the rollout: who goes from one step to the
 * next keeps the slot, and says nothing. A pause leaves it, and so does a loss.
 */
public final class Turns {
    private Turns() {}

    /** The database's events; none if it knows already. They come before whatever else the decision says of the rollout. */
    public static List<DatabaseEvent> of(RolloutId id, DatabaseState before, RolloutState after) {
        Optional<Admission> known =
                before.admission(id.revision()).filter(latest -> latest.id().equals(id));
        Turn now = after(after);
        if (known.isEmpty() || known.get().turn().equals(now)) {
            return List.of();
        }
        return switch (now) {
            case Turn.Idle idle -> List.of(new SlotLeft(id));
            case Turn.At(var slot) -> List.of(new SlotTaken(id, slot));
            case Turn.Awaiting(var slot) -> List.of(new SlotAwaited(id, slot));
        };
    }

    /** The slot that a step takes. */
    static Slot slot(Step step) {
        return step instanceof BackfillStep ? Slot.BACKFILL : Slot.STEP;
    }

    private static Turn after(RolloutState state) {
        return state instanceof InMotion moving
                        && !moving.opened().paused()
                        && moving.opened().lost().isEmpty()
                ? at(moving.at())
                : new Turn.Idle();
    }

    private static Turn at(Position position) {
        return switch (position) {
            case Position.AtStep at -> new Turn.At(slot(at.step()));
            case Position.Withdrawing at -> new Turn.At(slot(at.step()));
            case Position.Queued at -> new Turn.Awaiting(slot(at.step()));
            case Position.Due due -> new Turn.Idle();
            case Position.AtGate gate -> new Turn.Idle();
            case Position.Allowed allowed -> new Turn.Idle();
            case Position.Cleared cleared -> new Turn.Idle();
            case Position.Stopped stopped -> new Turn.Idle();
        };
    }
}
