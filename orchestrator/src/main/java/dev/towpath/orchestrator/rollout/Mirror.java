package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.DropAwaited;
import dev.towpath.contracts.event.DatabaseEvent.FootprintClaimed;
import dev.towpath.contracts.event.DatabaseEvent.RevisionAdmitted;
import dev.towpath.contracts.event.DatabaseEvent.RevisionLeft;
import dev.towpath.contracts.event.DatabaseEvent.RevisionReached;
import dev.towpath.contracts.event.DatabaseEvent.RolloutBegun;
import dev.towpath.contracts.event.DatabaseEvent.RolloutEnded;
import dev.towpath.contracts.event.DatabaseEvent.RolloutHeldBack;
import dev.towpath.contracts.event.DatabaseEvent.RolloutTurnedBack;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.stage.StageRules;
import java.util.List;

/**
 * What an event of a rollout says to the other rollouts of its database: the only place where events of a rollout become
 * events of the database. Both are recorded together, so that what a database has reached is a fold of its own stream.
 */
public final class Mirror {
    private Mirror() {}

    /** The database's events, in order; most events of a rollout concern nobody else. */
    public static List<DatabaseEvent> of(RolloutId id, String actor, RolloutEvent event) {
        return switch (event) {
            case RolloutEvent.RolloutSubmitted submitted ->
                List.of(
                        new RevisionAdmitted(id, actor, submitted.rollout().lineage()),
                        new FootprintClaimed(id, declared(submitted.rollout())));
            case RolloutEvent.PlanConflicted(var conflicts) ->
                List.of(new RolloutHeldBack(
                        id, conflicts.stream().map(Conflict::rolloutId).toList()));
            case RolloutEvent.PlanFrozen(var plan) -> List.of(new FootprintClaimed(id, plan.footprint()));
            case RolloutEvent.PlanRequested requested -> List.of(new RolloutBegun(id));
            case RolloutEvent.StageCompleted completed -> List.of(new RevisionReached(id, completed.stage()));
            case RolloutEvent.GateReached(var gate, var approvals, var soak) ->
                StageRules.of(gate.stage()).leavesOnlyTheDrop(gate) ? List.of(new DropAwaited(id)) : List.of();
            case RolloutEvent.GateReopened(var gate) -> List.of(new RevisionLeft(id, gate.stage()));
            case RolloutEvent.RollbackStarted started -> List.of(new RolloutTurnedBack(id));
            case RolloutEvent.StageRolledBack rolledBack -> List.of(new RevisionLeft(id, rolledBack.stage()));
            case RolloutEvent.PlanningFailed failed -> List.of(new RolloutEnded(id, RolloutEnd.FAILED));
            case RolloutEvent.RolloutRolledBack end -> List.of(new RolloutEnded(id, RolloutEnd.ROLLED_BACK));
            case RolloutEvent.RolloutAborted end -> List.of(new RolloutEnded(id, RolloutEnd.ABORTED));
            case RolloutEvent.RolloutCompleted end -> List.of(new RolloutEnded(id, RolloutEnd.COMPLETED));
            case RolloutEvent.PlanHeldBack own -> List.of();
            case RolloutEvent.StageApproved own -> List.of();
            case RolloutEvent.GateFrozen own -> List.of();
            case RolloutEvent.GateSkipped own -> List.of();
            case RolloutEvent.GateOpened own -> List.of();
            case RolloutEvent.StageEntered own -> List.of();
            case RolloutEvent.StepQueued own -> List.of();
            case RolloutEvent.StepRequested own -> List.of();
            case RolloutEvent.StepBlockedByLock own -> List.of();
            case RolloutEvent.StepCompleted own -> List.of();
            case RolloutEvent.StepFailed own -> List.of();
            case RolloutEvent.StepInDoubt own -> List.of();
            case RolloutEvent.PhaseChanged own -> List.of();
            case RolloutEvent.RolloutPaused own -> List.of();
            case RolloutEvent.RolloutResumed own -> List.of();
            case RolloutEvent.PausedWithDatabase own -> List.of();
            case RolloutEvent.ResumedWithDatabase own -> List.of();
            case RolloutEvent.PhaseAcknowledged own -> List.of();
            case RolloutEvent.ServicesAwaited own -> List.of();
            case RolloutEvent.ServicesConfirmed own -> List.of();
            case RolloutEvent.EvidenceExpired own -> List.of();
            case RolloutEvent.StepRetryAllowed own -> List.of();
            case RolloutEvent.StartWithheld own -> List.of();
            case RolloutEvent.RolloutStarted own -> List.of();
            case RolloutEvent.NoteAdded own -> List.of();
            case RolloutEvent.StepAskedAfter own -> List.of();
            case RolloutEvent.StepsLearned own -> List.of();
            case RolloutEvent.StepsLost own -> List.of();
            case RolloutEvent.StepsVouchedFor own -> List.of();
            case RolloutEvent.AgentAwaited own -> List.of();
            case RolloutEvent.AgentReturned own -> List.of();
            case RolloutEvent.AbortStarted own -> List.of();
            case RolloutEvent.BackfillTuned own -> List.of();
            case RolloutEvent.DoubtResolved own -> List.of();
            case RolloutEvent.ApprovalExpired own -> List.of();
            case RolloutEvent.ApprovalWithdrawn own -> List.of();
            case RolloutEvent.StageRejected own -> List.of();
            case RolloutEvent.RejectionWithdrawn own -> List.of();
            case RolloutEvent.GateConditionChanged own -> List.of();
        };
    }

    /** What a rollout works on as far as its file says. */
    static Footprint declared(RolloutSpec spec) {
        return Footprint.declared(spec.changes().getFirst());
    }
}
