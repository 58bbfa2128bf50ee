package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.Slot;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is to look again because of what happened on the database: each is asked to {@link RolloutCommand.NoticeTime} at
 * once, by an alarm in the event's own commit. Somebody who looks in vain changes nothing.
 */
public final class DatabaseReactor {
    private DatabaseReactor() {}

    /** The rollouts to be woken by one new event, {@code after} which the database stands so. */
    public static List<RolloutId> wake(DatabaseState after, DatabaseEvent event) {
        return switch (event) {
            case DatabaseEvent.DatabaseRegistered nobody -> List.of();
            case DatabaseEvent.DatabaseFrozen frozen -> underway(after);
            case DatabaseEvent.FreezeLifted lifted -> underway(after);
            case DatabaseEvent.RolloutBegun nobody -> List.of();
            case DatabaseEvent.FootprintClaimed nobody -> List.of();
            case DatabaseEvent.RevisionAdmitted admitted ->
                waitingForOrBehind(after, admitted.rolloutId().revision());
            case DatabaseEvent.RevisionStamped stamped -> waitingForOrBehind(after, stamped.revision());
            case DatabaseEvent.DatabasePaused paused -> allOpen(after);
            case DatabaseEvent.DatabaseResumed resumed -> allOpen(after);
            case DatabaseEvent.RevisionReached reached -> waitingFor(after, reached.rolloutId());
            case DatabaseEvent.DropAwaited awaited -> waitingFor(after, awaited.rolloutId());
            case DatabaseEvent.RolloutTurnedBack turned ->
                waitingForOrBehind(after, turned.rolloutId().revision());
            case DatabaseEvent.RevisionLeft left -> waitingFor(after, left.rolloutId());
            case DatabaseEvent.RolloutHeldBack held -> waitingBehind(after, held.rolloutId());
            case DatabaseEvent.SlotTaken taken -> nextTo(after, taken.rolloutId());
            case DatabaseEvent.SlotAwaited awaited -> nextTo(after, awaited.rolloutId());
            case DatabaseEvent.SlotLeft left -> nextTo(after, left.rolloutId());
            case DatabaseEvent.RolloutEnded ended ->
                distinct(
                        waitingForOrBehind(after, ended.rolloutId().revision()).stream(),
                        waitingBehind(after, ended.rolloutId()).stream());
            case DatabaseEvent.TargetIdentified nobody -> List.of();
            case DatabaseEvent.StoreWentBack nobody -> List.of();
            case DatabaseEvent.TargetWentBack(var lost) ->
                lost.stream().map(LostSteps::rolloutId).toList();
            case DatabaseEvent.AgentFellSilent silent -> allOpen(after);
            case DatabaseEvent.AgentHeardAgain heard -> allOpen(after);
        };
    }

    /**
     * Whoever waits for it, be it for one that does, has another turn from now on, or gives it away: others may go first.
     */
    private static List<RolloutId> waitingForOrBehind(DatabaseState after, Revision revision) {
        List<RolloutId> followers = after.revisions().waitingForInTurn(revision).stream()
                .map(Admission::id)
                .toList();
        return distinct(
                followers.stream(), followers.stream().flatMap(follower -> waitingBehind(after, follower).stream()));
    }

    /** Whoever may stand before a gate. */
    private static List<RolloutId> underway(DatabaseState after) {
        return after.revisions().underway().stream().map(Admission::id).toList();
    }

    private static List<RolloutId> allOpen(DatabaseState after) {
        return after.revisions().open().stream().map(Admission::id).toList();
    }

    private static List<RolloutId> waitingFor(DatabaseState after, RolloutId id) {
        return after.revisions().waitingFor(id.revision()).stream()
                .map(Admission::id)
                .toList();
    }

    private static List<RolloutId> waitingBehind(DatabaseState after, RolloutId id) {
        return after.revisions().waitingBehind(id).stream().map(Admission::id).toList();
    }

    /**
     * The first who waits for a slot of each kind looks whether there is one. Whoever gets one wakes the next, so that all
     * are used that the budget has; whoever can't use it leaves the queue, which wakes the next too.
     */
    private static List<RolloutId> nextTo(DatabaseState after, RolloutId changed) {
        return Arrays.stream(Slot.values())
                .flatMap(slot -> after.revisions().next(slot).stream())
                .map(Admission::id)
                .filter(next -> !next.equals(changed))
                .toList();
    }

    private static List<RolloutId> distinct(Stream<RolloutId> some, Stream<RolloutId> others) {
        return Stream.concat(some, others).distinct().toList();
    }
}
