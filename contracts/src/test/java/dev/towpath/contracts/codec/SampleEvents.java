package dev.towpath.contracts.codec;

import static dev.towpath.contracts.codec.SampleRollout.ADD;
import static dev.towpath.contracts.codec.SampleRollout.DIFFERS;
import static dev.towpath.contracts.codec.SampleRollout.FILL;
import static dev.towpath.contracts.codec.SampleRollout.HASH;
import static dev.towpath.contracts.codec.SampleRollout.ID;
import static dev.towpath.contracts.codec.SampleRollout.LINEAGE;
import static dev.towpath.contracts.codec.SampleRollout.OTHER;
import static dev.towpath.contracts.codec.SampleRollout.PLAN;
import static dev.towpath.contracts.codec.SampleRollout.ROLLOUT;
import static dev.towpath.contracts.codec.SampleRollout.SHOP;
import static dev.towpath.contracts.codec.SampleRollout.TIME;

import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.Obstacle;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.spec.Lineage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every event, as the golden files have them. */
final class SampleEvents {
    private SampleEvents() {}

    static List<StreamEvent> all() {
        return List.of(
                new DatabaseEvent.DatabaseRegistered(SHOP, Engine.POSTGRESQL),
                new DatabaseEvent.DatabaseFrozen(2, TIME, TIME.plusSeconds(86_400)),
                new DatabaseEvent.FreezeLifted(2),
                new DatabaseEvent.RevisionAdmitted(ID, "author@example.org", LINEAGE),
                new DatabaseEvent.FootprintClaimed(
                        ID,
                        new Footprint(
                                "public.users",
                                List.of("column public.users.full_name"),
                                List.of("column public.users.id"))),
                new DatabaseEvent.RolloutHeldBack(ID, List.of(OTHER)),
                new DatabaseEvent.RevisionStamped(new Revision("20260101_legacy"), Lineage.ROOT),
                new DatabaseEvent.RolloutBegun(ID),
                new DatabaseEvent.RevisionReached(ID, Stage.CUTOVER),
                new DatabaseEvent.DropAwaited(ID),
                new DatabaseEvent.RolloutTurnedBack(ID),
                new DatabaseEvent.RevisionLeft(ID, Stage.CUTOVER),
                new DatabaseEvent.SlotTaken(ID, Slot.STEP),
                new DatabaseEvent.SlotAwaited(ID, Slot.BACKFILL),
                new DatabaseEvent.SlotLeft(ID),
                new DatabaseEvent.RolloutEnded(ID, RolloutEnd.ROLLED_BACK),
                new DatabaseEvent.AgentFellSilent(TIME),
                new DatabaseEvent.AgentHeardAgain(),
                new DatabaseEvent.TargetIdentified("7301234567890123456", 2),
                new DatabaseEvent.TargetWentBack(List.of(new LostSteps(ID, List.of(FILL)))),
                new DatabaseEvent.StoreWentBack(List.of(new LedgerAhead(ID, 7, 3, 0, List.of(ADD)))),
                new RolloutEvent.StepsLearned(List.of(ADD)),
                new RolloutEvent.StepsLost(List.of(FILL), "Server 7301234567890123456 on timeline 2."),
                new RolloutEvent.StepsVouchedFor(List.of(FILL)),
                new RolloutEvent.AgentAwaited(TIME),
                new RolloutEvent.AgentReturned(),
                new DatabaseEvent.DatabasePaused(),
                new DatabaseEvent.DatabaseResumed(),
                new RolloutEvent.RolloutSubmitted(ID, ROLLOUT, Optional.empty()),
                new RolloutEvent.PlanHeldBack(List.of(new Obstacle("revisions", "Waits for 20260215_initial_users."))),
                new RolloutEvent.PlanRequested(),
                new RolloutEvent.PlanConflicted(List.of(new Conflict(OTHER, List.of("column public.users.full_name")))),
                new RolloutEvent.PlanFrozen(PLAN),
                new RolloutEvent.PlanningFailed(DIFFERS),
                new RolloutEvent.GateReached(GatePoint.CUTOVER, 1, TIME),
                new RolloutEvent.StageApproved(GatePoint.CUTOVER, HASH),
                new RolloutEvent.ApprovalExpired(GatePoint.CUTOVER, "dba@example.org"),
                new RolloutEvent.ApprovalWithdrawn(GatePoint.CUTOVER),
                new RolloutEvent.StageRejected(GatePoint.CUTOVER),
                new RolloutEvent.RejectionWithdrawn(GatePoint.CUTOVER),
                new RolloutEvent.GateConditionChanged(GatePoint.CUTOVER, "soak", true, "Clock soak ended."),
                new RolloutEvent.GateFrozen(
                        GatePoint.CUTOVER,
                        List.of(new Freeze(2, TIME, TIME.plusSeconds(86_400), "ops@example.org", "stocktaking"))),
                new RolloutEvent.GateReopened(GatePoint.CUTOVER),
                new RolloutEvent.GateSkipped(GatePoint.CUTOVER, List.of("0 of 1 approvals.")),
                new RolloutEvent.GateOpened(GatePoint.CUTOVER, List.of("approved by dba@example.org")),
                new RolloutEvent.StageEntered(Stage.CUTOVER),
                new RolloutEvent.StepRequested(ADD, 1),
                new RolloutEvent.StepQueued(FILL, 1, "1 of 1 backfills: shop.20260301_add_locale."),
                new RolloutEvent.StepBlockedByLock(ADD, 1, "pid 4711", 7),
                new RolloutEvent.StepCompleted(
                        ADD, 1, false, 2, Duration.ofMillis(350), Duration.ofSeconds(2), 300_000, ""),
                new RolloutEvent.StepFailed(ADD, 1, DIFFERS),
                new RolloutEvent.StepInDoubt(ADD, 1, DIFFERS),
                new RolloutEvent.PhaseChanged(Phase.DUAL_WRITE),
                new RolloutEvent.StageCompleted(Stage.CONTRACT),
                new RolloutEvent.RolloutPaused(),
                new RolloutEvent.RolloutResumed(),
                new RolloutEvent.PausedWithDatabase("dba@example.org", "failover of the primary", TIME),
                new RolloutEvent.ResumedWithDatabase(),
                new RolloutEvent.PhaseAcknowledged(Phase.READ_NEW, List.of("crm/crm-1 runs 2.4.0")),
                new RolloutEvent.ServicesAwaited(List.of("crm/crm-1 runs 2.3.0, below 2.4.0")),
                new RolloutEvent.ServicesConfirmed(List.of("crm/crm-1 runs 2.4.0"), TIME),
                new RolloutEvent.EvidenceExpired(ADD, 1),
                new RolloutEvent.StepRetryAllowed(ADD, 1),
                new RolloutEvent.RollbackStarted(),
                new RolloutEvent.StageRolledBack(Stage.CONTRACT),
                new RolloutEvent.RolloutRolledBack(),
                new RolloutEvent.BackfillTuned(Duration.ofMillis(50), Duration.ofMillis(200)),
                new RolloutEvent.DoubtResolved(ADD, 1, true),
                new RolloutEvent.AbortStarted(),
                new RolloutEvent.RolloutAborted(List.of(new Leftover(ADD, "column public.users.display_name", true))),
                new RolloutEvent.StepAskedAfter(ADD, 1),
                new RolloutEvent.NoteAdded("moved to Tuesday, see CRM-812"),
                new RolloutEvent.StartWithheld(),
                new RolloutEvent.RolloutStarted(),
                new RolloutEvent.RolloutCompleted());
    }
}
