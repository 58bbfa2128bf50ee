package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.orchestrator.rollout.state.Admission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import java.util.List;

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
            case DatabaseEvent.RolloutBegun nobody -> List.of();
            case DatabaseEvent.RevisionAdmitted admitted -> waitingFor(after, admitted.rolloutId());
            case DatabaseEvent.RevisionReached reached -> waitingFor(after, reached.rolloutId());
            case DatabaseEvent.DropAwaited awaited -> waitingFor(after, awaited.rolloutId());
            case DatabaseEvent.RolloutTurnedBack turned -> waitingFor(after, turned.rolloutId());
            case DatabaseEvent.RevisionLeft left -> waitingFor(after, left.rolloutId());
            case DatabaseEvent.RolloutEnded ended -> waitingFor(after, ended.rolloutId());
        };
    }

    private static List<RolloutId> waitingFor(DatabaseState after, RolloutId id) {
        return after.revisions().waitingFor(id.revision()).stream()
                .map(Admission::id)
                .toList();
    }
}
