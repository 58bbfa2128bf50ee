package dev.towpath.agent.ownership;

import dev.towpath.agent.ledger.Arrival;
import dev.towpath.agent.ledger.Attempt;
import dev.towpath.agent.ledger.Checkpoints;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Intent;
import dev.towpath.agent.ledger.Intents;
import dev.towpath.agent.ledger.Receipt;
import dev.towpath.agent.ledger.Receipts;
import dev.towpath.agent.ledger.Report;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.anchor.AnchorMark;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.contracts.letter.OriginalMessage;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What owners of these tests have in hand. */
final class Sample {
    static final DeadReason UNREADABLE = DeadReason.plain("/agent/shop", "UnreadableMessage", "");
    static final Plan PLAN = new Plan(
            "hash", new StepId("expand.1.alter"), List.of(), new Footprint("public.users", List.of()), List.of());

    private static final String TOPIC = "commands";
    private static final StepId STEP = new StepId("expand.1.alter");
    private static final Duration BOUND = Duration.ofSeconds(5);

    private Sample() {}

    /** Has {@code owner} take in a command to a rollout of its own. */
    static InboxEntry received(TestOwner owner, String name, long offset) throws InterruptedException {
        RolloutId rollout = RolloutId.parse("shop." + name);
        Envelope<AgentCommand> message = new Envelope<>(
                new MessageId("/orchestrator", name),
                Instant.EPOCH,
                rollout.toString(),
                1,
                1,
                "",
                new ResumeWork(rollout));
        WireRecord raw = new MessageCodec().encode(message);
        return ((Arrival.Due) owner.inbox.receive(TOPIC, offset, message, raw))
                .entries()
                .getFirst();
    }

    static OriginalMessage unreadable(long offset) {
        return new OriginalMessage(TOPIC, 0, offset, Instant.EPOCH, null, List.of(), null);
    }

    static RolloutId rollout(InboxEntry entry) {
        return RolloutId.parse(entry.message().subject());
    }

    static Attempt attempt(InboxEntry entry) {
        return new Attempt(rollout(entry), STEP, 1);
    }

    static Report report(InboxEntry entry) {
        Failure failure = new Failure(Failure.Kind.REFUSED, "TableMissing", "", "");
        return new Report(
                rollout(entry) + "/plan",
                rollout(entry).toString(),
                true,
                entry.message(),
                new PlanRefused(rollout(entry), failure));
    }

    static RecordAnchor anchor() {
        AnchorMark mark = new AnchorMark(1, "a".repeat(64), "0".repeat(64));
        return new RecordAnchor(new DatabaseId("shop"), Instant.EPOCH, mark);
    }

    static Receipt receipt(InboxEntry entry) {
        return new Receipt(rollout(entry), STEP, 1, "hash", 1, Duration.ZERO, Duration.ZERO, 0);
    }

    /** Writes down that {@code session} is going to build an index. */
    static Intent intend(TestOwner owner, TargetSession session, RolloutId rollout) throws InterruptedException {
        Intent intent = new Intent(rollout, STEP, "hash", "public.users_name", session.pid(), session.backendStart());
        new Intents(owner.ledger).record(intent);
        return intent;
    }

    /** DDL with its receipt, as a step's script has it. */
    static String alteration(TestOwner owner, InboxEntry entry) {
        return fenced(
                owner,
                "ALTER TABLE public.users ADD COLUMN display_name text",
                new Receipts(owner.ledger).insertSql(receipt(entry)));
    }

    /** A batch with its checkpoint, not committed yet. */
    static String batch(TestOwner owner, RolloutId rollout) {
        return fenced(
                owner,
                "UPDATE public.users SET full_name = full_name || 'x'",
                Checkpoints.advanceSql(rollout, STEP, "ARRAY['1']", "1"));
    }

    private static String fenced(TestOwner owner, String... statements) {
        return "BEGIN; " + owner.ledger.fenceSql() + "; " + String.join("; ", statements);
    }

    static void commit(TestOwner owner, String script) throws InterruptedException {
        owner.sessions.with(session -> session.script(script + "; COMMIT", BOUND));
    }
}
