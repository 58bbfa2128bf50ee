package dev.towpath.contracts.codec;

import static dev.towpath.contracts.codec.SampleRollout.ADD;
import static dev.towpath.contracts.codec.SampleRollout.DIFFERS;
import static dev.towpath.contracts.codec.SampleRollout.FILL;
import static dev.towpath.contracts.codec.SampleRollout.HASH;
import static dev.towpath.contracts.codec.SampleRollout.ID;
import static dev.towpath.contracts.codec.SampleRollout.PLAN;
import static dev.towpath.contracts.codec.SampleRollout.ROLLOUT;
import static dev.towpath.contracts.codec.SampleRollout.SHOP;
import static dev.towpath.contracts.codec.SampleRollout.TIME;

import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
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
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.Recorded;
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
import dev.towpath.contracts.presence.InstancePresent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One message of every type, as the golden files have them. */
final class Samples {
    private Samples() {}

    /** Every message with data of its own, events among them. */
    static List<Envelope<?>> all() {
        return Stream.concat(
                        Stream.of(commands(), agentCommands(), outcomes()).flatMap(List::stream),
                        SampleEvents.all().stream().map(Samples::recorded))
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

    private static Recorded<StreamEvent> recorded(StreamEvent event) {
        return new Recorded<>(ID.toString(), 3, TIME, "author@example.org", "CRM-812", event, HASH, "00".repeat(32));
    }

    private static Envelope<Message> envelope(Message message) {
        MessageId id = new MessageId("/towpath/samples", "m-1");
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        return new Envelope<>(id, TIME, ID.toString(), 3, 7, trace, message);
    }
}
