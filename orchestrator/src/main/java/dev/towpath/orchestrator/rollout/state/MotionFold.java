package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.AbortStarted;
import dev.towpath.contracts.event.RolloutEvent.AgentAwaited;
import dev.towpath.contracts.event.RolloutEvent.AgentReturned;
import dev.towpath.contracts.event.RolloutEvent.ApprovalExpired;
import dev.towpath.contracts.event.RolloutEvent.ApprovalWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.BackfillTuned;
import dev.towpath.contracts.event.RolloutEvent.DoubtResolved;
import dev.towpath.contracts.event.RolloutEvent.EvidenceExpired;
import dev.towpath.contracts.event.RolloutEvent.GateConditionChanged;
import dev.towpath.contracts.event.RolloutEvent.GateFrozen;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.GateReopened;
import dev.towpath.contracts.event.RolloutEvent.GateSkipped;
import dev.towpath.contracts.event.RolloutEvent.NoteAdded;
import dev.towpath.contracts.event.RolloutEvent.PausedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.PhaseAcknowledged;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.PlanConflicted;
import dev.towpath.contracts.event.RolloutEvent.PlanFrozen;
import dev.towpath.contracts.event.RolloutEvent.PlanHeldBack;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.PlanningFailed;
import dev.towpath.contracts.event.RolloutEvent.RejectionWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.ResumedWithDatabase;
import dev.towpath.contracts.event.RolloutEvent.RollbackStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutAborted;
import dev.towpath.contracts.event.RolloutEvent.RolloutCompleted;
import dev.towpath.contracts.event.RolloutEvent.RolloutPaused;
import dev.towpath.contracts.event.RolloutEvent.RolloutResumed;
import dev.towpath.contracts.event.RolloutEvent.RolloutRolledBack;
import dev.towpath.contracts.event.RolloutEvent.RolloutStarted;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.contracts.event.RolloutEvent.ServicesAwaited;
import dev.towpath.contracts.event.RolloutEvent.ServicesConfirmed;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StageRejected;
import dev.towpath.contracts.event.RolloutEvent.StageRolledBack;
import dev.towpath.contracts.event.RolloutEvent.StartWithheld;
import dev.towpath.contracts.event.RolloutEvent.StepAskedAfter;
import dev.towpath.contracts.event.RolloutEvent.StepBlockedByLock;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepFailed;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.event.RolloutEvent.StepQueued;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.event.RolloutEvent.StepRetryAllowed;
import dev.towpath.contracts.event.RolloutEvent.StepsLearned;
import dev.towpath.contracts.event.RolloutEvent.StepsLost;
import dev.towpath.contracts.event.RolloutEvent.StepsVouchedFor;
import dev.towpath.orchestrator.rollout.state.RolloutFold.Stamp;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import java.util.Optional;

/** One event on a rollout that moves, either way. Each event names the position that it leaves; any other is a misfit. */
record MotionFold(InMotion now, Stamp stamp, RolloutEvent event) {
    RolloutState folded() {
        return switch (event) {
            case GateReached reached -> forward().reached(reached);
            case StageApproved approved -> forward().approved(approved);
            case ApprovalExpired expired -> forward().expired(expired);
            case ApprovalWithdrawn withdrawn -> forward().withdrawn(withdrawn);
            case StageRejected rejected -> forward().rejected(rejected);
            case RejectionWithdrawn withdrawn -> forward().withdrawn(withdrawn);
            case GateConditionChanged changed -> forward().changed(changed);
            case GateFrozen frozen -> forward().frozen(frozen);
            case GateReopened reopened -> forward().reopened(reopened.gate());
            case GateSkipped skipped -> forward().skipped(skipped);
            case GateOpened opened -> forward().opened(opened);
            case StageEntered entered -> forward().entered(entered.stage());
            case StageCompleted completed -> forward().completed(completed.stage());
            case RolloutCompleted completed -> forward().completed();
            case RollbackStarted started -> forward().turnedBack();
            case StageRolledBack rolledBack -> backward().without(rolledBack.stage());
            case RolloutRolledBack rolledBack -> backward().over();
            case StepRequested requested -> steps().requested(requested);
            case StepQueued queued -> steps().queued(queued);
            case StepRetryAllowed allowed -> steps().allowed(allowed);
            case StepBlockedByLock blocked -> steps().blocked(blocked);
            case StepCompleted completed -> steps().completed(completed);
            case StepFailed failed -> steps().stopped(failed.stepId(), failed.attempt(), failed.failure());
            case StepInDoubt doubt -> steps().stopped(doubt.stepId(), doubt.attempt(), doubt.failure());
            case EvidenceExpired expired -> steps().expired(expired);
            case PhaseChanged changed -> services().told(changed.phase());
            case PhaseAcknowledged acknowledged -> services().acknowledged(acknowledged.phase());
            case ServicesAwaited awaited -> services().awaited(awaited);
            case ServicesConfirmed confirmed -> services().confirmed(confirmed);
            case RolloutPaused paused -> pauses();
            case RolloutResumed resumed -> pauses();
            case PausedWithDatabase paused -> pauses();
            case ResumedWithDatabase resumed -> pauses();
            case AbortStarted started -> new AbortingFold(now, this).begun();
            case RolloutAborted aborted -> new AbortingFold(now, this).over(aborted.leftovers());
            case BackfillTuned(var batchDuration, var pause) ->
                now.under(now.opened().at(new Tempo(batchDuration, pause)));
            case DoubtResolved resolved -> steps().resolved(resolved);
            case StepsLearned(var learned) -> steps().learned(learned);
            case StepsLost lost -> new LossFold(now, this).lost(lost);
            case StepsVouchedFor vouched -> new LossFold(now, this).vouchedFor(vouched);
            case NoteAdded note -> now;
            case StepAskedAfter(var step, var attempt) -> steps().askedAfter(step, attempt);
            case AgentAwaited(var lastHeard) -> now.under(now.opened().silentSince(Optional.of(lastHeard)));
            case AgentReturned returned -> now.under(now.opened().silentSince(Optional.empty()));
            case RolloutStarted started -> forward().started();
            case StartWithheld misfit -> throw misfit();
            case RolloutSubmitted misfit -> throw misfit();
            case PlanHeldBack misfit -> throw misfit();
            case PlanRequested misfit -> throw misfit();
            case PlanConflicted misfit -> throw misfit();
            case PlanFrozen misfit -> throw misfit();
            case PlanningFailed misfit -> throw misfit();
        };
    }

    private UnderwayFold forward() {
        if (now instanceof Underway underway) {
            return new UnderwayFold(underway, this);
        }
        throw misfit();
    }

    private RollingBackFold backward() {
        if (now instanceof RollingBack rollingBack) {
            return new RollingBackFold(rollingBack, this);
        }
        throw misfit();
    }

    private StepFold steps() {
        return new StepFold(now, this);
    }

    private ServicesFold services() {
        return new ServicesFold(now, this);
    }

    private InMotion pauses() {
        Opened opened = now.opened();
        return now.under(
                opened.held(PauseFold.after(opened.pause(), stamp, event).orElseThrow(this::misfit)));
    }

    <P extends Position> P leaving(Class<P> position) {
        if (!position.isInstance(now.at())) {
            throw misfit();
        }
        return position.cast(now.at());
    }

    IllegalStateException misfit() {
        return RolloutFold.misfit(now, event);
    }
}
