package dev.towpath.contracts.event;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.spec.Lineage;
import java.time.Instant;
import java.util.List;

/**
 * History of a registered database; its stream is {@code database/<id>}. What is about a rollout mirrors an event of that
 * rollout, and is in the same commit: so that of two decisions which concern each other one is made first.
 */
public sealed interface DatabaseEvent extends StreamEvent {
    /** The database is known from here on. */
    record DatabaseRegistered(DatabaseId database, Engine engine) implements DatabaseEvent {}

    /**
     * No gate opens here from {@code from} until {@code until}; the event's actor and reason say who wants that and why.
     *
     * @param freeze its number here, one more than that of the freeze before
     */
    record DatabaseFrozen(int freeze, Instant from, Instant until) implements DatabaseEvent {}

    /** A freeze is over before its time, or before it began. */
    record FreezeLifted(int freeze) implements DatabaseEvent {}

    /**
     * The revision has its place in the graph, and a rollout that is open.
     *
     * @param author who submitted it; the event's actor is another where an older history was taken over
     */
    record RevisionAdmitted(RolloutId rolloutId, String author, Lineage lineage) implements DatabaseEvent {}

    /** What the rollout works on: as its file has it when it is submitted, and as its plan has it from then on. */
    record FootprintClaimed(RolloutId rolloutId, Footprint footprint) implements DatabaseEvent {}

    /**
     * The rollout can't be planned beside others, and is not begun any more.
     *
     * @param behind whom it waits for; at least one
     */
    record RolloutHeldBack(RolloutId rolloutId, List<RolloutId> behind) implements DatabaseEvent {
        public RolloutHeldBack {
            behind = List.copyOf(behind);
        }
    }

    /** The revision was reached outside of Towpath; whoever says so is the event's actor. */
    record RevisionStamped(Revision revision, Lineage lineage) implements DatabaseEvent {}

    /** Nothing holds the rollout back any more; its agent is asked for a plan. */
    record RolloutBegun(RolloutId rolloutId) implements DatabaseEvent {}

    /** The rollout has completed the stage here. */
    record RevisionReached(RolloutId rolloutId, Stage stage) implements DatabaseEvent {}

    /** Nothing but its drop is left to do of the rollout: revisions that follow it may begin. */
    record DropAwaited(RolloutId rolloutId) implements DatabaseEvent {}

    /** The rollout is being rolled back. */
    record RolloutTurnedBack(RolloutId rolloutId) implements DatabaseEvent {}

    /** Nothing of the rollout's stage is left here. */
    record RevisionLeft(RolloutId rolloutId, Stage stage) implements DatabaseEvent {}

    /** Nothing new starts on the database until it is resumed; its rollouts each record {@code PausedWithDatabase}. */
    record DatabasePaused() implements DatabaseEvent {}

    /** Rollouts go on, apart from those that are paused themselves. */
    record DatabaseResumed() implements DatabaseEvent {}

    /** A step of the rollout is with the agent, or one of another kind than before; this is its slot until it is left. */
    record SlotTaken(RolloutId rolloutId, Slot slot) implements DatabaseEvent {}

    /** The rollout has no slot, and wants one. */
    record SlotAwaited(RolloutId rolloutId, Slot slot) implements DatabaseEvent {}

    /** The rollout neither has nor wants a slot. */
    record SlotLeft(RolloutId rolloutId) implements DatabaseEvent {}

    /** The rollout is over. */
    record RolloutEnded(RolloutId rolloutId, RolloutEnd end) implements DatabaseEvent {}

    /**
     * Nothing is heard of the database's agent any more.
     *
     * @param lastHeard by the orchestrator's clock
     */
    record AgentFellSilent(Instant lastHeard) implements DatabaseEvent {}

    /** The agent speaks again. */
    record AgentHeardAgain() implements DatabaseEvent {}

    /**
     * The agent has become the owner of another server than was known, or of one with another timeline.
     *
     * @param systemIdentifier as {@code initdb} made it
     * @param timeline a new one begins with each promotion and each recovery to a point in time
     */
    record TargetIdentified(String systemIdentifier, long timeline) implements DatabaseEvent {}

    /**
     * The store was put back to an earlier moment: the ledger of the target knows more of these rollouts than the log did.
     * They go on from what is known here, by what the agent reports of them; the rollouts concerned each record
     * {@code StepsLearned}.
     *
     * @param ahead at least one rollout; one that the log does not know was submitted after that moment
     */
    record StoreWentBack(List<LedgerAhead> ahead) implements DatabaseEvent {
        public StoreWentBack {
            ahead = List.copyOf(ahead);
        }
    }

    /**
     * The target no longer has what the log says was done there; the rollouts concerned each record {@code StepsLost}.
     *
     * @param lost at least one rollout, each with at least one step that has no receipt
     */
    record TargetWentBack(List<LostSteps> lost) implements DatabaseEvent {
        public TargetWentBack {
            lost = List.copyOf(lost);
        }
    }
}
