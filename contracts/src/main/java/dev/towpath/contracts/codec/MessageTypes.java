package dev.towpath.contracts.codec;

import static java.util.Map.entry;

import dev.towpath.contracts.Message;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.command.AbortRollout;
import dev.towpath.contracts.command.AddNote;
import dev.towpath.contracts.command.ApproveStage;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.FreezeDatabase;
import dev.towpath.contracts.command.LiftFreeze;
import dev.towpath.contracts.command.PauseDatabase;
import dev.towpath.contracts.command.PauseRollout;
import dev.towpath.contracts.command.RegisterDatabase;
import dev.towpath.contracts.command.RejectStage;
import dev.towpath.contracts.command.ReopenGate;
import dev.towpath.contracts.command.ResolveDoubt;
import dev.towpath.contracts.command.ResumeDatabase;
import dev.towpath.contracts.command.ResumeRollout;
import dev.towpath.contracts.command.RetryStep;
import dev.towpath.contracts.command.RollBackRollout;
import dev.towpath.contracts.command.SkipGate;
import dev.towpath.contracts.command.StampRevision;
import dev.towpath.contracts.command.StartRollout;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.command.TuneBackfill;
import dev.towpath.contracts.command.WithdrawApproval;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.presence.InstancePresent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The CloudEvents type of every record, {@code dev.towpath.<kind>.<name>.v<n>}: the only place that spells them. Class
 * names never reach the wire, so that a record may be renamed without breaking anybody.
 *
 * <p>An event's type names the fact; on a topic its data is the {@link Recorded} around it.
 */
public final class MessageTypes {
    static final String COMMAND = "dev.towpath.command.";
    static final String EVENT = "dev.towpath.event.";

    private static final Map<Class<? extends Message>, String> TYPES = Map.ofEntries(
            entry(RegisterDatabase.class, COMMAND + "register-database.v1"),
            entry(SubmitRollout.class, COMMAND + "submit-rollout.v1"),
            entry(ApproveStage.class, COMMAND + "approve-stage.v1"),
            entry(SkipGate.class, COMMAND + "skip-gate.v1"),
            entry(FreezeDatabase.class, COMMAND + "freeze-database.v1"),
            entry(LiftFreeze.class, COMMAND + "lift-freeze.v1"),
            entry(ReopenGate.class, COMMAND + "reopen-gate.v1"),
            entry(RejectStage.class, COMMAND + "reject-stage.v1"),
            entry(WithdrawApproval.class, COMMAND + "withdraw-approval.v1"),
            entry(PauseRollout.class, COMMAND + "pause-rollout.v1"),
            entry(ResumeRollout.class, COMMAND + "resume-rollout.v1"),
            entry(RetryStep.class, COMMAND + "retry-step.v1"),
            entry(RollBackRollout.class, COMMAND + "roll-back-rollout.v1"),
            entry(AbortRollout.class, COMMAND + "abort-rollout.v1"),
            entry(AddNote.class, COMMAND + "add-note.v1"),
            entry(StartRollout.class, COMMAND + "start-rollout.v1"),
            entry(TuneBackfill.class, COMMAND + "tune-backfill.v1"),
            entry(ResolveDoubt.class, COMMAND + "resolve-doubt.v1"),
            entry(StampRevision.class, COMMAND + "stamp-revision.v1"),
            entry(PauseDatabase.class, COMMAND + "pause-database.v1"),
            entry(ResumeDatabase.class, COMMAND + "resume-database.v1"),
            entry(CommandReply.class, "dev.towpath.reply.command-reply.v1"),
            entry(PlanRollout.class, "dev.towpath.agent-command.plan-rollout.v1"),
            entry(PreviewPlan.class, "dev.towpath.agent-command.preview-plan.v1"),
            entry(ExecuteStep.class, "dev.towpath.agent-command.execute-step.v1"),
            entry(WithdrawStep.class, "dev.towpath.agent-command.withdraw-step.v1"),
            entry(PauseWork.class, "dev.towpath.agent-command.pause-work.v1"),
            entry(ResumeWork.class, "dev.towpath.agent-command.resume-work.v1"),
            entry(TuneWork.class, "dev.towpath.agent-command.tune-work.v1"),
            entry(ReportStep.class, "dev.towpath.agent-command.report-step.v1"),
            entry(ReportLedger.class, "dev.towpath.agent-command.report-ledger.v1"),
            entry(CloseRollout.class, "dev.towpath.agent-command.close-rollout.v1"),
            entry(RecordAnchor.class, "dev.towpath.agent-command.record-anchor.v1"),
            entry(PlanDrafted.class, "dev.towpath.outcome.plan-drafted.v1"),
            entry(PlanRefused.class, "dev.towpath.outcome.plan-refused.v1"),
            entry(PlanPreviewed.class, "dev.towpath.outcome.plan-previewed.v1"),
            entry(StepBlocked.class, "dev.towpath.outcome.step-blocked.v1"),
            entry(StepSucceeded.class, "dev.towpath.outcome.step-succeeded.v1"),
            entry(StepFailed.class, "dev.towpath.outcome.step-failed.v1"),
            entry(AgentAnnounced.class, "dev.towpath.outcome.agent-announced.v1"),
            entry(LedgerReported.class, "dev.towpath.outcome.ledger-reported.v1"),
            entry(BackfillProgress.class, "dev.towpath.progress.backfill-progress.v1"),
            entry(PhaseAnnounced.class, "dev.towpath.phase.phase-announced.v1"),
            entry(InstancePresent.class, "dev.towpath.presence.instance-present.v1"),
            entry(Anchor.class, "dev.towpath.audit.anchor.v1"),
            entry(DatabaseEvent.DatabaseRegistered.class, EVENT + "database-registered.v1"),
            entry(DatabaseEvent.DatabaseFrozen.class, EVENT + "database-frozen.v1"),
            entry(DatabaseEvent.FreezeLifted.class, EVENT + "freeze-lifted.v1"),
            entry(DatabaseEvent.RevisionAdmitted.class, EVENT + "revision-admitted.v1"),
            entry(DatabaseEvent.FootprintClaimed.class, EVENT + "footprint-claimed.v1"),
            entry(DatabaseEvent.RolloutHeldBack.class, EVENT + "rollout-held-back.v1"),
            entry(DatabaseEvent.RevisionStamped.class, EVENT + "revision-stamped.v1"),
            entry(DatabaseEvent.RolloutBegun.class, EVENT + "rollout-begun.v1"),
            entry(DatabaseEvent.RevisionReached.class, EVENT + "revision-reached.v1"),
            entry(DatabaseEvent.DropAwaited.class, EVENT + "drop-awaited.v1"),
            entry(DatabaseEvent.RolloutTurnedBack.class, EVENT + "rollout-turned-back.v1"),
            entry(DatabaseEvent.RevisionLeft.class, EVENT + "revision-left.v1"),
            entry(DatabaseEvent.SlotTaken.class, EVENT + "slot-taken.v1"),
            entry(DatabaseEvent.SlotAwaited.class, EVENT + "slot-awaited.v1"),
            entry(DatabaseEvent.SlotLeft.class, EVENT + "slot-left.v1"),
            entry(DatabaseEvent.RolloutEnded.class, EVENT + "rollout-ended.v1"),
            entry(DatabaseEvent.DatabasePaused.class, EVENT + "database-paused.v1"),
            entry(DatabaseEvent.DatabaseResumed.class, EVENT + "database-resumed.v1"),
            entry(RolloutEvent.RolloutSubmitted.class, EVENT + "rollout-submitted.v1"),
            entry(RolloutEvent.PlanHeldBack.class, EVENT + "plan-held-back.v1"),
            entry(RolloutEvent.PlanRequested.class, EVENT + "plan-requested.v1"),
            entry(RolloutEvent.PlanConflicted.class, EVENT + "plan-conflicted.v1"),
            entry(RolloutEvent.PlanFrozen.class, EVENT + "plan-frozen.v1"),
            entry(RolloutEvent.PlanningFailed.class, EVENT + "planning-failed.v1"),
            entry(RolloutEvent.GateReached.class, EVENT + "gate-reached.v1"),
            entry(RolloutEvent.StageApproved.class, EVENT + "stage-approved.v1"),
            entry(RolloutEvent.ApprovalExpired.class, EVENT + "approval-expired.v1"),
            entry(RolloutEvent.ApprovalWithdrawn.class, EVENT + "approval-withdrawn.v1"),
            entry(RolloutEvent.StageRejected.class, EVENT + "stage-rejected.v1"),
            entry(RolloutEvent.RejectionWithdrawn.class, EVENT + "rejection-withdrawn.v1"),
            entry(RolloutEvent.GateConditionChanged.class, EVENT + "gate-condition-changed.v1"),
            entry(RolloutEvent.GateFrozen.class, EVENT + "gate-frozen.v1"),
            entry(RolloutEvent.GateReopened.class, EVENT + "gate-reopened.v1"),
            entry(RolloutEvent.GateSkipped.class, EVENT + "gate-skipped.v1"),
            entry(RolloutEvent.GateOpened.class, EVENT + "gate-opened.v1"),
            entry(RolloutEvent.StageEntered.class, EVENT + "stage-entered.v1"),
            entry(RolloutEvent.StepRequested.class, EVENT + "step-requested.v1"),
            entry(RolloutEvent.StepQueued.class, EVENT + "step-queued.v1"),
            entry(RolloutEvent.StepBlockedByLock.class, EVENT + "step-blocked-by-lock.v1"),
            entry(RolloutEvent.StepCompleted.class, EVENT + "step-completed.v1"),
            entry(RolloutEvent.StepFailed.class, EVENT + "step-failed.v1"),
            entry(RolloutEvent.StepInDoubt.class, EVENT + "step-in-doubt.v1"),
            entry(RolloutEvent.PhaseChanged.class, EVENT + "phase-changed.v1"),
            entry(RolloutEvent.StageCompleted.class, EVENT + "stage-completed.v1"),
            entry(RolloutEvent.RolloutPaused.class, EVENT + "rollout-paused.v1"),
            entry(RolloutEvent.RolloutResumed.class, EVENT + "rollout-resumed.v1"),
            entry(RolloutEvent.PausedWithDatabase.class, EVENT + "paused-with-database.v1"),
            entry(RolloutEvent.ResumedWithDatabase.class, EVENT + "resumed-with-database.v1"),
            entry(RolloutEvent.PhaseAcknowledged.class, EVENT + "phase-acknowledged.v1"),
            entry(RolloutEvent.ServicesAwaited.class, EVENT + "services-awaited.v1"),
            entry(RolloutEvent.ServicesConfirmed.class, EVENT + "services-confirmed.v1"),
            entry(RolloutEvent.EvidenceExpired.class, EVENT + "evidence-expired.v1"),
            entry(RolloutEvent.StepRetryAllowed.class, EVENT + "step-retry-allowed.v1"),
            entry(RolloutEvent.RollbackStarted.class, EVENT + "rollback-started.v1"),
            entry(RolloutEvent.StageRolledBack.class, EVENT + "stage-rolled-back.v1"),
            entry(RolloutEvent.RolloutRolledBack.class, EVENT + "rollout-rolled-back.v1"),
            entry(RolloutEvent.BackfillTuned.class, EVENT + "backfill-tuned.v1"),
            entry(RolloutEvent.DoubtResolved.class, EVENT + "doubt-resolved.v1"),
            entry(RolloutEvent.AbortStarted.class, EVENT + "abort-started.v1"),
            entry(RolloutEvent.RolloutAborted.class, EVENT + "rollout-aborted.v1"),
            entry(DatabaseEvent.AgentFellSilent.class, EVENT + "agent-fell-silent.v1"),
            entry(DatabaseEvent.AgentHeardAgain.class, EVENT + "agent-heard-again.v1"),
            entry(DatabaseEvent.TargetIdentified.class, EVENT + "target-identified.v1"),
            entry(DatabaseEvent.TargetWentBack.class, EVENT + "target-went-back.v1"),
            entry(DatabaseEvent.StoreWentBack.class, EVENT + "store-went-back.v1"),
            entry(RolloutEvent.StepsLearned.class, EVENT + "steps-learned.v1"),
            entry(RolloutEvent.StepsLost.class, EVENT + "steps-lost.v1"),
            entry(RolloutEvent.StepsVouchedFor.class, EVENT + "steps-vouched-for.v1"),
            entry(RolloutEvent.AgentAwaited.class, EVENT + "agent-awaited.v1"),
            entry(RolloutEvent.AgentReturned.class, EVENT + "agent-returned.v1"),
            entry(RolloutEvent.StepAskedAfter.class, EVENT + "step-asked-after.v1"),
            entry(RolloutEvent.NoteAdded.class, EVENT + "note-added.v1"),
            entry(RolloutEvent.StartWithheld.class, EVENT + "start-withheld.v1"),
            entry(RolloutEvent.RolloutStarted.class, EVENT + "rollout-started.v1"),
            entry(RolloutEvent.RolloutCompleted.class, EVENT + "rollout-completed.v1"));

    private static final Map<String, Class<? extends Message>> RECORDS =
            TYPES.keySet().stream().collect(Collectors.toUnmodifiableMap(TYPES::get, Function.identity()));

    private MessageTypes() {}

    /** The type of {@code message}; of the fact inside, for a recorded event. */
    public static String of(Message message) {
        return message instanceof Recorded<?> recorded ? of(recorded.data().getClass()) : of(message.getClass());
    }

    /** The type of a record of the table; asking for another is a bug. */
    public static String of(Class<? extends Message> record) {
        String type = TYPES.get(record);
        if (type == null) {
            throw new IllegalArgumentException(record + " is not in the table of message types");
        }
        return type;
    }

    /** The record of that type; for an event type the fact, not the {@link Recorded} around it. */
    public static Optional<Class<? extends Message>> recordOf(String type) {
        return Optional.ofNullable(RECORDS.get(type));
    }

    /** Every type, unordered. */
    public static Set<String> all() {
        return RECORDS.keySet();
    }

    /** The name within the type: {@code submit-rollout} of {@code dev.towpath.command.submit-rollout.v1}. */
    public static String nameOf(String type) {
        String[] parts = type.split("\\.", -1);
        return parts.length < 2 ? type : parts[parts.length - 2];
    }

    /** The user command whose name is nearest to that of {@code type}. */
    static Optional<String> nearest(String type) {
        Map<String, String> byName = RECORDS.keySet().stream()
                .filter(known -> known.startsWith(COMMAND))
                .collect(Collectors.toMap(MessageTypes::nameOf, Function.identity()));
        return Names.nearest(nameOf(type), byName.keySet()).map(byName::get);
    }
}
