package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.RegisterDatabase;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.TransactionStep;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.databases.PostgresAgentsSeen;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.rollout.Budget;
import dev.towpath.orchestrator.services.PostgresPresence;
import dev.towpath.orchestrator.services.PresenceRules;
import dev.towpath.orchestrator.services.ServicesNow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rollouts of one step each, planned and kept at their first gate for an hour; on a real store. */
final class SoakingRollouts {
    static final Duration SOAK = Duration.ofHours(1);
    static final DatabaseId SHOP = new DatabaseId("shop");
    static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final StepId ADD = new StepId("expand.1.add-column");

    private final TestStore store;
    private final Handlings handlings;

    SoakingRollouts(TestStore store) {
        this(store, store.events, new SimpleMeterRegistry());
    }

    /** Of an orchestrator that sees the store as {@code events}. */
    SoakingRollouts(TestStore store, EventStore events, SimpleMeterRegistry figures) {
        this.store = store;
        this.handlings = orchestrator(events, figures);
        send("register", new RegisterDatabase("dba@example.org", "", SHOP, Engine.POSTGRESQL));
    }

    /** What a process of its own has. */
    Handlings orchestrator(EventStore events, SimpleMeterRegistry figures) {
        ServicesNow services = new ServicesNow(
                new PostgresPresence(store.pool, store.codec),
                new PresenceRules(Duration.ofSeconds(30), Duration.ofSeconds(30)));
        return new Handlings(
                events,
                services,
                new Budget(1_000, 1_000),
                new PostgresAgentsSeen(store.pool),
                store.pool,
                store.codec,
                CLOCK,
                new HandlingMetrics(figures));
    }

    Handlings orchestrator() {
        return handlings;
    }

    RolloutId begun(String revision) {
        RolloutId rollout = new RolloutId(SHOP, new Revision(revision), 1);
        send("submit-" + revision, new SubmitRollout("author@example.org", "", spec(revision), false));
        report(rollout, 1, new PlanDrafted(rollout, plan(revision)));
        return rollout;
    }

    /** Begun, and asked to execute its step. */
    RolloutId executing(String revision) {
        RolloutId rollout = begun(revision);
        Alarm over = alarmOf(rollout);
        handlings.time().ring(over, over.due()).await().atMost(PATIENCE);
        return rollout;
    }

    /** Its one step is done, says its agent. */
    void succeeds(RolloutId rollout, long sequence) {
        report(
                rollout,
                sequence,
                new StepSucceeded(rollout, ADD, 1, false, 1, Duration.ZERO, Duration.ofMillis(1), 0, ""));
    }

    private void report(RolloutId rollout, long sequence, Outcome outcome) {
        Envelope<Outcome> message = new Envelope<>(
                new MessageId("/agent/" + SHOP, rollout + "/" + sequence),
                CLOCK.instant(),
                rollout.toString(),
                0,
                sequence,
                "",
                outcome);
        byte[] value = store.codec.encode(message).value();
        OriginalRecord record =
                new OriginalRecord(Topics.agentOutcomes(SHOP), 0, sequence, CLOCK.instant(), null, List.of(), value);
        handlings.outcomes().handle(message, record).await().atMost(PATIENCE);
    }

    /** The one at the end of its soak. */
    Alarm alarmOf(RolloutId rollout) {
        return store.events.due(CLOCK.instant().plus(SOAK), 1_000).await().atMost(PATIENCE).stream()
                .filter(alarm -> alarm.stream().equals(rollout.toString()))
                .filter(alarm -> alarm.due().isAfter(CLOCK.instant().plus(SOAK.dividedBy(2))))
                .findFirst()
                .orElseThrow();
    }

    CommandReply send(String id, UserCommand command) {
        return handlings.commands().handle(envelope(id, command)).await().atMost(PATIENCE);
    }

    private static <T extends Message> Envelope<T> envelope(String id, T data) {
        return new Envelope<>(new MessageId("/test", id), CLOCK.instant(), "", 0, 0, "", data);
    }

    private static RolloutSpec spec(String revision) {
        return new RolloutSpec(
                new Revision(revision),
                SHOP,
                List.of(new RenameColumn("public", revision, "old", "new")),
                new Lineage(List.of(), List.of(), List.of(), true),
                "",
                Map.of(),
                BackfillSpec.DEFAULT,
                Map.of(GatePoint.EXPAND, new GateSpec(0, SOAK)),
                Duration.ZERO,
                Duration.ofMillis(500));
    }

    /** In a table of its own. */
    private static Plan plan(String revision) {
        TransactionStep add = new TransactionStep(
                ADD,
                GatePoint.EXPAND,
                "adds",
                "SELECT 1",
                "none",
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                "",
                "SELECT false");
        List<PlannedStage> stages = Arrays.stream(Stage.values())
                .map(stage -> new PlannedStage(stage, stage == Stage.EXPAND ? List.of(add) : List.of(), List.of()))
                .toList();
        return new Plan("a1".repeat(32), ADD, stages, new Footprint("public." + revision, List.of()), List.of());
    }
}
