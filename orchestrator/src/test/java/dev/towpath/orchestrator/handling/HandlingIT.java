package dev.towpath.orchestrator.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.CommandReply.Result;
import dev.towpath.contracts.command.PauseRollout;
import dev.towpath.contracts.command.RegisterDatabase;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.event.DatabaseEvent.StoreWentBack;
import dev.towpath.contracts.event.DatabaseEvent.TargetIdentified;
import dev.towpath.contracts.event.LedgerAhead;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.outcome.LedgerReading;
import dev.towpath.contracts.outcome.LedgerReported;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.databases.PostgresAgentsSeen;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.rollout.Budget;
import dev.towpath.orchestrator.services.PostgresPresence;
import dev.towpath.orchestrator.services.PresenceRules;
import dev.towpath.orchestrator.services.ServicesNow;
import dev.towpath.orchestrator.timer.AlarmClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HandlingIT {
    private static final DatabaseId SHOP = new DatabaseId("shop");
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static TestStore store;
    private static CommandHandling commands;
    private static OutcomeHandling outcomes;
    private static TimeHandling time;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
        Handlings handlings = new Handlings(
                store.events,
                new ServicesNow(
                        new PostgresPresence(store.pool, store.codec),
                        new PresenceRules(Duration.ofSeconds(30), Duration.ofSeconds(30))),
                Budget.DEFAULT,
                new PostgresAgentsSeen(store.pool),
                store.pool,
                store.codec,
                CLOCK,
                new HandlingMetrics(new SimpleMeterRegistry()));
        commands = handlings.commands();
        outcomes = handlings.outcomes();
        time = handlings.time();
        send("register", new RegisterDatabase("dba@example.org", "", SHOP, Engine.POSTGRESQL));
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    private static CommandReply send(String id, UserCommand command) {
        return commands.handle(envelope("/test", id, command)).await().indefinitely();
    }

    private static <T extends Message> Envelope<T> envelope(String source, String id, T data) {
        return new Envelope<>(new MessageId(source, id), CLOCK.instant(), "", 0, 0, "", data);
    }

    private static SubmitRollout submission(String revision) {
        return submission(revision, new Lineage(List.of(), List.of(), List.of(), true));
    }

    private static SubmitRollout submission(String revision, Lineage lineage) {
        return new SubmitRollout(
                "author@example.org",
                "",
                new RolloutSpec(
                        new Revision(revision),
                        SHOP,
                        List.of(new RenameColumn("public", "users", revision, "new_" + revision)),
                        lineage,
                        "",
                        Map.of(),
                        BackfillSpec.DEFAULT,
                        Map.of(),
                        Duration.ofDays(7),
                        Duration.ofMillis(500)),
                false);
    }

    @Test
    void a_redelivered_command_gets_its_first_reply_again_and_changes_nothing() throws Exception {
        CommandReply first = send("s-1", submission("redelivered"));
        long events = store.count("event");
        send("pause-1", new PauseRollout("a@example.org", "", RolloutId.parse("shop.redelivered")));

        CommandReply again = send("s-1", submission("redelivered"));

        assertThat(first.result()).isEqualTo(Result.ACCEPTED);
        assertThat(again).isEqualTo(first);
        assertThat(store.count("event")).isEqualTo(events + 1);
        assertThat(store.count("outbox WHERE convert_from(value, 'UTF8') LIKE '%\"s-1\"%'"))
                .isEqualTo(2);
    }

    @Test
    void an_identity_with_other_data_is_rejected_and_does_not_take_the_first_ones_place() {
        CommandReply first = send("s-2", submission("first"));

        assertThat(send("s-2", submission("second")).rule()).isEqualTo("CommandIdReused");
        assertThat(send("s-2", submission("first"))).isEqualTo(first);
    }

    @Test
    void of_eight_who_submit_the_same_revision_at_once_one_is_accepted() {
        List<CommandReply> replies = Uni.join()
                .all(IntStream.range(0, 8)
                        .mapToObj(i -> commands.handle(envelope("/racer", "r-" + i, submission("raced"))))
                        .toList())
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(replies)
                .filteredOn(reply -> reply.result() == Result.ACCEPTED)
                .hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.result() == Result.REJECTED)
                .hasSize(7)
                .allSatisfy(reply -> assertThat(reply.rule()).isEqualTo("RolloutAlreadyOpen"));
    }

    @Test
    void a_redelivered_outcome_changes_nothing() throws Exception {
        send("s-3", submission("refused"));
        Envelope<Outcome> refused = envelope(
                "/agent/shop",
                "shop.refused/plan",
                new PlanRefused(
                        RolloutId.parse("shop.refused"),
                        new Failure(Failure.Kind.REFUSED, "TableMissing", "no table users", "")));
        OriginalRecord record = record(Topics.agentOutcomes(SHOP), 0, refused);

        outcomes.handle(refused, record).await().indefinitely();
        long events = store.count("event");
        long messages = store.count("outbox");
        outcomes.handle(refused, record).await().indefinitely();

        assertThat(store.events
                        .read("shop.refused")
                        .await()
                        .indefinitely()
                        .getLast()
                        .recorded()
                        .data())
                .isInstanceOf(RolloutEvent.PlanningFailed.class);
        assertThat(store.count("event")).isEqualTo(events);
        assertThat(store.count("outbox")).isEqualTo(messages);
        assertThat(store.events.consumed(record.topic(), 0).await().indefinitely())
                .contains(record.next());
        assertThat(send("s-4", submission("refused")).rolloutId()).isEqualTo("shop.refused.2");
    }

    @Test
    void what_a_new_owner_read_in_its_ledger_counts_once() throws Exception {
        AgentAnnounced owner = new AgentAnnounced(
                SHOP,
                "agent-1",
                "0.1.0",
                3,
                "18.4",
                "7301234567890123456",
                false,
                List.of(),
                Optional.of(new LedgerReading(2, List.of(), true)),
                true);
        Envelope<Outcome> reading = envelope("/agent/shop", "ledger/1", owner);
        OriginalRecord record = record(Topics.agentOutcomes(SHOP), 0, reading);

        outcomes.handle(reading, record).await().indefinitely();
        long events = store.count("event");
        outcomes.handle(reading, record).await().indefinitely();

        assertThat(store.count("event")).isEqualTo(events);
        assertThat(store.events.read("database/shop").await().indefinitely())
                .extracting(event -> event.recorded().data())
                .filteredOn(TargetIdentified.class::isInstance)
                .isEqualTo(List.of(new TargetIdentified("7301234567890123456", 2)));
        assertThat(store.events.consumed(record.topic(), 0).await().indefinitely())
                .contains(record.next());
    }

    @Test
    void an_agent_that_can_tell_is_asked_once_for_its_ledger_and_another_never() throws Exception {
        long offset = 40;
        String asked =
                "outbox WHERE topic = '" + Topics.agentCommands(SHOP) + "' AND headers::text LIKE '%report-ledger.v1%'";
        for (boolean able : List.of(false, true, true)) {
            Envelope<Outcome> alive = envelope(
                    "/agent/shop",
                    "alive/" + able,
                    new AgentAnnounced(
                            SHOP, "agent-1", "1", 3, "18.4", "7301", false, List.of(), Optional.empty(), able));
            outcomes.handle(alive, record(Topics.agentOutcomes(SHOP), offset, alive))
                    .await()
                    .indefinitely();
            assertThat(store.count(asked)).isEqualTo(able ? 1 : 0);
            assertThat(store.events
                            .consumed(Topics.agentOutcomes(SHOP), 0)
                            .await()
                            .indefinitely())
                    .as("where reading goes on behind the announcement")
                    .contains(record(Topics.agentOutcomes(SHOP), offset, alive).next());
            offset++;
        }
    }

    @Test
    void an_agent_of_a_database_that_is_not_registered_is_asked_as_soon_as_it_is() throws Exception {
        DatabaseId late = new DatabaseId("late");
        String asked = "outbox WHERE topic = '" + Topics.agentCommands(late) + "'";
        Envelope<Outcome> alive = envelope(
                "/agent/late",
                "alive",
                new AgentAnnounced(late, "agent-1", "1", 3, "18.4", "7301", false, List.of(), Optional.empty(), true));
        OriginalRecord record = record(Topics.agentOutcomes(late), 0, alive);
        outcomes.handle(alive, record).await().indefinitely();
        assertThat(store.count(asked)).isZero();

        send("register-late", new RegisterDatabase("dba@example.org", "", late, Engine.POSTGRESQL));
        outcomes.handle(alive, record).await().indefinitely();
        outcomes.handle(alive, record).await().indefinitely();
        assertThat(store.count(asked)).isEqualTo(1);
    }

    @Test
    void a_ledger_that_is_ahead_is_noted_once() throws Exception {
        RolloutId unknown = RolloutId.parse("shop.submitted_since");
        Envelope<Outcome> answer = envelope(
                "/agent/shop",
                "ledger/asked",
                new LedgerReported(SHOP, List.of(new LedgerReported.Account(unknown, 3, 0, List.of())), true));
        Envelope<Outcome> theSame = envelope("/agent/shop", "ledger/asked-again", answer.data());
        for (Envelope<Outcome> said : List.of(answer, answer, theSame)) {
            outcomes.handle(said, record(Topics.agentOutcomes(SHOP), 0, said))
                    .await()
                    .indefinitely();
        }

        assertThat(store.events.read("database/shop").await().indefinitely())
                .extracting(event -> event.recorded().data())
                .filteredOn(StoreWentBack.class::isInstance)
                .isEqualTo(List.of(new StoreWentBack(List.of(new LedgerAhead(unknown, 3, 0, 0, List.of())))));
    }

    @Test
    void a_report_of_what_the_log_has_forgotten_is_no_dead_letter() throws Exception {
        long letters = store.count("outbox WHERE topic = 'towpath.dead-letters'");
        OriginalRecord unknown = report("shop.forgotten", 9, CLOCK.instant());
        assertThat(store.events.consumed(unknown.topic(), 0).await().indefinitely())
                .contains(unknown.next());

        send("s-forgotten", submission("begun_anew"));
        Instant later = CLOCK.instant().plusSeconds(9);
        report("shop.begun_anew", 1, later);
        report("shop.begun_anew", 2, later);
        assertThat(store.count("outbox WHERE topic = 'towpath.dead-letters'"))
                .as("its first two events told the agent nothing, and to make a plan")
                .isEqualTo(letters);
    }

    /** A step that never was requested has failed. */
    private static OriginalRecord report(String rollout, long version, Instant time) {
        Envelope<Outcome> report = new Envelope<>(
                new MessageId("/agent/shop", rollout + "/expand.1.add-column/1/step-failed/" + version),
                time,
                rollout,
                version,
                4,
                "",
                new StepFailed(
                        RolloutId.parse(rollout),
                        new StepId("expand.1.add-column"),
                        1,
                        new Failure(Failure.Kind.TRANSIENT, "Any", "any", "")));
        OriginalRecord record = record(Topics.agentOutcomes(SHOP), 7, report);
        outcomes.handle(report, record).await().indefinitely();
        return record;
    }

    @Test
    void another_databases_agent_has_no_say() throws Exception {
        send("s-5", submission("foreign"));
        Envelope<Outcome> forged = envelope(
                "/agent/other",
                "forged",
                new PlanRefused(RolloutId.parse("shop.foreign"), new Failure(Failure.Kind.REFUSED, "Any", "any", "")));

        outcomes.handle(forged, record("towpath.agent.other.outcomes", 0, forged))
                .await()
                .indefinitely();

        assertThat(store.events.read("shop.foreign").await().indefinitely()).hasSize(2);
        assertThat(store.count("outbox WHERE topic = 'towpath.dead-letters'")).isPositive();
    }

    @Test
    void an_alarm_rings_until_it_is_heard() throws Exception {
        send("s-6", submission("timed"));
        Alarm due = new Alarm("shop.timed", Instant.parse("2026-01-01T00:00:00Z"));
        Alarm later = new Alarm("shop.timed", Instant.parse("2999-01-01T00:00:00Z"));
        store.events
                .append(new Append(
                        List.of(), List.of(), List.of(), List.of(due, later), List.of(), List.of(), List.of()))
                .await()
                .indefinitely();

        try (AlarmClock clock = new AlarmClock(store.events, time, CLOCK)) {
            clock.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> store.count("timer") == 1);
        }

        assertThat(store.events.due(later.due(), 10).await().indefinitely()).containsExactly(later);
    }

    @Test
    void a_place_in_the_graph_is_judged_on_the_streams_of_all_databases() {
        DatabaseId crm = new DatabaseId("crm");
        send("register-crm", new RegisterDatabase("dba@example.org", "", crm, Engine.POSTGRESQL));
        RolloutSpec parent = submission("placed").rollout();
        Lineage following = new Lineage(List.of(parent.revision()), List.of(), List.of(), false);
        send("g-1", new SubmitRollout("author@example.org", "", parent, false));

        RolloutSpec elsewhere = at(crm, submission("follower", following).rollout());
        assertThat(send("g-2", new SubmitRollout("author@example.org", "", elsewhere, false)))
                .returns("WrongDatabase", CommandReply::rule)
                .satisfies(reply -> assertThat(reply.detail()).contains("database shop"));
        assertThat(send("g-3", submission("follower", following)).result()).isEqualTo(Result.ACCEPTED);
        assertThat(send("g-4", submission("another", following)))
                .returns("SecondHead", CommandReply::rule)
                .satisfies(reply -> assertThat(reply.detail()).contains("follower (by author@example.org)"));
    }

    private static RolloutSpec at(DatabaseId database, RolloutSpec spec) {
        return new RolloutSpec(
                spec.revision(),
                database,
                spec.changes(),
                spec.lineage(),
                spec.title(),
                spec.services(),
                spec.backfill(),
                spec.gates(),
                spec.keepFor(),
                spec.lockTimeout());
    }

    private static OriginalRecord record(String topic, long offset, Envelope<?> message) {
        WireRecord wire = store.codec.encode(message);
        List<Header> headers = wire.headers().entrySet().stream()
                .map(entry -> Header.of(entry.getKey(), entry.getValue()))
                .toList();
        return new OriginalRecord(
                topic, 0, offset, CLOCK.instant(), "k".getBytes(StandardCharsets.UTF_8), headers, wire.value());
    }
}
