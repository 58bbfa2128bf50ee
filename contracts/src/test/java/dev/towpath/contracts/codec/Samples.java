package dev.towpath.contracts.codec;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
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
import dev.towpath.contracts.anchor.AnchorMark;
import dev.towpath.contracts.change.RenameColumn;
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
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.contracts.event.Leftover;
import dev.towpath.contracts.event.LostSteps;
import dev.towpath.contracts.event.Obstacle;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.BackfillStep;
import dev.towpath.contracts.plan.ConcurrentStep;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.plan.VerifyStep;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One message of every type, as the golden files have them. */
final class Samples {
    static final RolloutId ID = RolloutId.parse("shop.20260306_add_display_name");
    static final Instant TIME = Instant.parse("2026-03-06T12:00:00.123456Z");
    static final String HASH = "0f".repeat(32);
    private static final RolloutId OTHER = RolloutId.parse("shop.20260301_add_locale");
    private static final DatabaseId SHOP = new DatabaseId("shop");
    private static final StepId ADD = new StepId("expand.1.add-column");
    private static final StepId FILL = new StepId("backfill.1.copy-rows");
    private static final Failure DIFFERS =
            new Failure(Failure.Kind.REFUSED, "RowsDiffer", "3 of 300000 rows differ", "backfill.2.verify");

    static final RolloutSpec ROLLOUT = new RolloutSpec(
            new Revision("20260306_add_display_name"),
            SHOP,
            List.of(new RenameColumn("public", "users", "full_name", "display_name")),
            Lineage.ROOT,
            "Replace users.full_name by users.display_name",
            Map.of(),
            BackfillSpec.DEFAULT,
            Map.of(
                    GatePoint.CUTOVER, new GateSpec(1, Duration.ofMinutes(10)),
                    GatePoint.CONTRACT, new GateSpec(1, Duration.ofDays(7)),
                    GatePoint.DROP, new GateSpec(1, Duration.ZERO)),
            Duration.ofDays(7),
            Duration.ofMillis(500));

    static final Lineage LINEAGE = new Lineage(
            List.of(new Revision("20260215_initial_users")),
            List.of(
                    new Dependency(new Revision("20260301_add_locale"), Optional.of(Stage.CUTOVER)),
                    new Dependency(new Revision("20260302_add_phone"), Optional.empty())),
            List.of("crm"),
            true);

    static final Plan PLAN = new Plan(
            HASH,
            new StepId("contract.2.drop"),
            List.of(
                    new PlannedStage(
                            Stage.EXPAND, List.of(transaction("expand.1.add-column", GatePoint.EXPAND)), List.of()),
                    new PlannedStage(Stage.DUAL_WRITE, List.of(), List.of()),
                    new PlannedStage(Stage.BACKFILL, List.of(backfill(), verify()), List.of()),
                    new PlannedStage(Stage.CUTOVER, List.of(concurrent()), List.of()),
                    new PlannedStage(
                            Stage.CONTRACT,
                            List.of(
                                    transaction("contract.1.hide", GatePoint.CONTRACT),
                                    transaction("contract.2.drop", GatePoint.DROP)),
                            List.of())),
            new Footprint("public.users", List.of("column public.users.full_name")),
            List.of("A NULL written through one side that the other side masks is lost."));

    private Samples() {}

    /** Every message with data of its own, events among them. */
    static List<Envelope<?>> all() {
        return Stream.concat(
                        Stream.of(commands(), agentCommands(), outcomes()).flatMap(List::stream),
                        events().stream().map(Samples::recorded))
                .<Envelope<?>>map(Samples::envelope)
                .toList();
    }

    private static List<Message> commands() {
        return List.of(
                new RegisterDatabase("ops@example.org", "", SHOP, Engine.POSTGRESQL),
                new SubmitRollout("author@example.org", "CRM-812", ROLLOUT, false),
                new ApproveStage("dba@example.org", "reviewed", ID, GatePoint.CUTOVER),
                new RejectStage("dba@example.org", "the index is missing", ID, GatePoint.CUTOVER),
                new FreezeDatabase("ops@example.org", "stocktaking", SHOP, Optional.of(TIME), TIME.plusSeconds(86_400)),
                new LiftFreeze("ops@example.org", "done early", SHOP, Optional.of(2)),
                new ReopenGate("dba@example.org", "the new reads are slow", ID, GatePoint.CUTOVER),
                new SkipGate("dba@example.org", "the shop is down", ID, GatePoint.CUTOVER),
                new WithdrawApproval("dba@example.org", "seen", ID, GatePoint.CUTOVER),
                new PauseDatabase("dba@example.org", "failover of the primary", SHOP),
                new ResumeDatabase("dba@example.org", "", SHOP),
                new PauseRollout("dba@example.org", "peak hours", ID),
                new ResumeRollout("dba@example.org", "", ID),
                new RetryStep("dba@example.org", "rows repaired", ID),
                new RollBackRollout("dba@example.org", "wrong name", ID),
                new AbortRollout("dba@example.org", "not needed any more", ID, true),
                new AddNote("dba@example.org", "", ID, "moved to Tuesday, see CRM-812"),
                new StartRollout("author@example.org", "plan reviewed", ID),
                new ResolveDoubt("dba@example.org", "the index is there and valid", ID, true),
                new TuneBackfill(
                        "dba@example.org",
                        "peak hours",
                        ID,
                        Optional.of(Duration.ofMillis(50)),
                        Optional.of(Duration.ofMillis(200))),
                new StampRevision(
                        "dba@example.org",
                        "restored from the old system",
                        SHOP,
                        new Revision("20260101_legacy"),
                        List.of(new Revision("20251201_base")),
                        true),
                new CommandReply("/cli", "c-2", CommandReply.Result.REJECTED, ID.toString(), "StageNotReached", "…"));
    }

    private static List<Message> agentCommands() {
        return List.of(
                new PlanRollout(ID, ROLLOUT),
                new PreviewPlan("p-1", ROLLOUT),
                new ExecuteStep(ID, HASH, ADD, 1, List.of("approved by dba@example.org"), Optional.empty()),
                new WithdrawStep(ID, ADD, 1),
                new PauseWork(ID),
                new ResumeWork(ID),
                new TuneWork(ID, Duration.ofMillis(50), Duration.ofMillis(200)),
                new ReportStep(ID, ADD, 1),
                new ReportLedger(SHOP, TIME),
                new CloseRollout(ID),
                new RecordAnchor(SHOP, TIME, new AnchorMark(7, HASH, HASH)));
    }

    private static List<Message> outcomes() {
        return List.of(
                new PlanDrafted(ID, PLAN),
                new PlanRefused(ID, new Failure(Failure.Kind.REFUSED, "TableMissing", "no table public.users", "")),
                new PlanPreviewed("p-1", List.of(PLAN), List.of()),
                new StepBlocked(ID, ADD, 1, "pid 4711 (psql, idle in transaction for 60 s)", 7),
                new StepSucceeded(ID, ADD, 1, false, 2, Duration.ofMillis(350), Duration.ofMillis(1_402), 0, ""),
                new StepFailed(ID, new StepId("backfill.2.verify"), 2, DIFFERS),
                new AgentAnnounced(SHOP, "agent-1", "0.1.0", 3, "18.4", "7301234567890123456", false, List.of()),
                new LedgerReported(SHOP, List.of(new LedgerReported.Account(ID, 7, 1, List.of(ADD))), true),
                new InstancePresent(
                        new ServiceName("crm"),
                        new InstanceName("crm-1"),
                        new ServiceVersion("2.4.0"),
                        SHOP,
                        Map.of(ID, Phase.READ_NEW)),
                AnchorHash.anchor(7, TIME, "1.733.42", 412, 3, List.of(new Anchor.Head(ID.toString(), 40, HASH)), HASH),
                new BackfillProgress(ID, FILL, 120_000, 300_000, 55_000.5, 8_000),
                new PhaseAnnounced(ID, SHOP, new Revision("20260306_add_display_name"), Phase.READ_NEW, 100, 4, TIME));
    }

    static List<StreamEvent> events() {
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

    private static Recorded<StreamEvent> recorded(StreamEvent event) {
        return new Recorded<>(ID.toString(), 3, TIME, "author@example.org", "CRM-812", event, HASH, "00".repeat(32));
    }

    private static Envelope<Message> envelope(Message message) {
        MessageId id = new MessageId("/towpath/samples", "m-1");
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        return new Envelope<>(id, TIME, ID.toString(), 3, 7, trace, message);
    }

    private static TransactionStep transaction(String id, GatePoint gate) {
        return new TransactionStep(
                new StepId(id),
                gate,
                "Add users.display_name",
                "ALTER TABLE \"public\".\"users\" ADD COLUMN \"display_name\" text",
                "ACCESS EXCLUSIVE on public.users",
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                "ALTER TABLE \"public\".\"users\" DROP COLUMN \"display_name\"",
                "SELECT true");
    }

    private static BackfillStep backfill() {
        return new BackfillStep(
                FILL,
                GatePoint.BACKFILL,
                "Copy full_name to display_name",
                "UPDATE …",
                "ROW EXCLUSIVE on public.users",
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                "",
                "SELECT false",
                List.of("id"),
                "SELECT …",
                "SELECT 300000",
                Duration.ofMillis(200),
                true);
    }

    private static VerifyStep verify() {
        return new VerifyStep(
                new StepId("backfill.2.verify"),
                GatePoint.BACKFILL,
                "Compare both columns row by row",
                "SELECT …",
                "ACCESS SHARE on public.users",
                Duration.ofMillis(500),
                Duration.ZERO,
                "",
                "SELECT false");
    }

    private static ConcurrentStep concurrent() {
        return new ConcurrentStep(
                new StepId("cutover.1.build-index"),
                GatePoint.CUTOVER,
                "Build the twin of users_name_idx",
                "CREATE INDEX CONCURRENTLY …",
                "SHARE UPDATE EXCLUSIVE on public.users",
                Duration.ZERO,
                Duration.ofHours(1),
                "DROP INDEX CONCURRENTLY …",
                "SELECT …",
                "\"public\".\"tp_0a1b2c3d_users_name_idx\"",
                "DROP INDEX CONCURRENTLY …",
                "SELECT …");
    }
}
