package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.health.Standing;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.anchor.AnchorMark;
import dev.towpath.contracts.outcome.PlanDrafted;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.outcome.PlanRefused;
import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.spec.RolloutSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentIT {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseId database = new DatabaseId("shop" + COUNT.incrementAndGet());
    private final RolloutId rollout = RolloutId.parse(database + ".add_name");
    private final TargetDatabase target = TargetDatabase.migrated();
    private final TestTopics topics = new TestTopics(database);
    private final List<Agent> agents = new ArrayList<>();
    private final AtomicInteger faults = new AtomicInteger();

    @AfterEach
    void stopAgents() throws InterruptedException {
        for (Agent agent : agents) {
            agent.close();
        }
        assertThat(faults).hasValue(0);
    }

    @Test
    void a_database_that_is_not_registered_yet_is_waited_for() throws InterruptedException {
        AgentStatus status = start();
        await().atMost(PATIENCE).until(() -> status.troubles().toString().contains("not registered yet"));
        assertThat(status.standing()).isInstanceOf(Standing.Owning.class);

        topics.create();
        await().atMost(PATIENCE).until(() -> !topics.announcements().isEmpty());
        assertThat(topics.announcements().getFirst().fence()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> status.troubles().isEmpty());
    }

    @Test
    void commands_read_again_from_offset_zero_change_nothing() throws InterruptedException {
        topics.create();
        SamplePlan.freeze(target, rollout);
        start();
        executeBothSteps();
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 2);
        awaitEmptyOutbox();
        stopAgents();
        agents.clear();
        String receipts = target.one("SELECT string_agg(r::text, ';' ORDER BY step) FROM towpath.receipt r");
        target.execute("UPDATE towpath.consumed SET next_offset = 0");

        start();
        topics.send("close", rollout.toString(), 3, new CloseRollout(rollout));
        await().atMost(PATIENCE).until(() -> target.one("SELECT closed_at IS NOT NULL FROM towpath.rollout")
                .equals("t"));

        assertThat(target.one("SELECT next_offset FROM towpath.consumed")).isEqualTo("3");
        assertThat(target.one("SELECT string_agg(r::text, ';' ORDER BY step) FROM towpath.receipt r"))
                .isEqualTo(receipts);
        awaitEmptyOutbox();
        assertThat(topics.outcomes()).hasSize(2);
    }

    @Test
    void outcomes_are_published_once_and_in_order_across_a_restart() throws InterruptedException {
        topics.create();
        SamplePlan.freeze(target, rollout);
        start();
        topics.send("first", rollout.toString(), 1, SamplePlan.execute(rollout, SamplePlan.FIRST));
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 1);
        awaitEmptyOutbox();
        stopAgents();
        agents.clear();
        topics.send("second", rollout.toString(), 2, SamplePlan.execute(rollout, SamplePlan.SECOND));

        start();
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 2);
        assertThat(topics.outcomes()).extracting(Envelope::sequence).containsExactly(1L, 2L);
        assertThat(topics.outcomes()).extracting(Envelope::streamVersion).containsOnly(7L);
        assertThat(topics.outcomes())
                .extracting(outcome -> ((StepSucceeded) outcome.data()).stepId())
                .containsExactly(SamplePlan.FIRST, SamplePlan.SECOND);
        assertThat(target.one("SELECT count(*) FROM towpath.receipt")).isEqualTo("2");
    }

    @Test
    void a_paused_rollout_starts_nothing_until_it_is_resumed_even_by_the_next_owner() throws InterruptedException {
        topics.create();
        SamplePlan.freeze(target, rollout);
        start();
        topics.send("pause", rollout.toString(), 1, new PauseWork(rollout));
        topics.send("first", rollout.toString(), 2, SamplePlan.execute(rollout, SamplePlan.FIRST));
        await().atMost(PATIENCE)
                .until(() -> target.one("SELECT count(*) FROM towpath.inbox").equals("2"));
        stopAgents();
        agents.clear();
        start();
        await().atMost(PATIENCE).until(() -> !topics.announcements().isEmpty());
        assertThat(target.one("SELECT count(*) FROM towpath.receipt")).isEqualTo("0");

        topics.send("resume", rollout.toString(), 3, new ResumeWork(rollout));
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 1);
    }

    @Test
    void the_brake_keeps_a_step_from_starting_and_no_anchor_from_being_kept() throws InterruptedException {
        topics.create();
        SamplePlan.freeze(target, rollout);
        target.execute("UPDATE towpath.control SET halted = true");
        start();
        topics.send("anchor", database.value(), 0, anchored("a"));
        topics.send("anchor-again", database.value(), 0, anchored("a"));
        topics.send("anchor-of-a-store-put-back", database.value(), 0, anchored("b"));
        await().atMost(PATIENCE)
                .until(() -> target.one("SELECT string_agg(hash, ' ' ORDER BY hash) FROM towpath.anchor")
                        .equals("a".repeat(64) + " " + "b".repeat(64)));
        topics.send("first", rollout.toString(), 1, SamplePlan.execute(rollout, SamplePlan.FIRST));
        await().atMost(PATIENCE).until(() -> target.one("SELECT count(*) FROM towpath.inbox WHERE done_at IS NULL")
                .equals("1"));
        await().atMost(PATIENCE).until(() -> !topics.announcements().isEmpty());
        assertThat(topics.announcements().getLast().halted()).isTrue();
        assertThat(topics.outcomes()).isEmpty();

        target.execute("UPDATE towpath.control SET halted = false");
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 1);
    }

    private RecordAnchor anchored(String digit) {
        return new RecordAnchor(database, Instant.EPOCH, new AnchorMark(7, digit.repeat(64), "0".repeat(64)));
    }

    @Test
    void what_cannot_be_executed_is_refused_by_name() throws InterruptedException {
        topics.create();
        start();
        topics.send("plan", rollout.toString(), 1, new PlanRollout(rollout, renaming("no_such_table")));
        topics.send("first", rollout.toString(), 2, SamplePlan.execute(rollout, SamplePlan.FIRST));
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 2);

        assertThat(topics.outcomes().getFirst().data()).isInstanceOf(PlanRefused.class);
        assertThat(topics.outcomes().getLast().data()).isInstanceOfSatisfying(StepFailed.class, failed -> assertThat(
                        failed.failure().rule())
                .isEqualTo("PlanUnknown"));
    }

    @Test
    void what_an_open_rollout_changes_no_other_is_planned_for() throws InterruptedException {
        RolloutId later = RolloutId.parse(database + ".add_name_too");
        topics.create();
        start();
        topics.send("plan", rollout.toString(), 1, new PlanRollout(rollout, renaming("users")));
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 1);
        topics.send("plan-2", later.toString(), 1, new PlanRollout(later, renaming("users")));
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 2);
        topics.send("preview", database.value(), 0, new PreviewPlan("preview-1", renaming("users")));
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 3);

        List<Envelope<?>> outcomes = topics.outcomes();
        assertThat(outcomes.get(0).data()).isInstanceOfSatisfying(PlanDrafted.class, drafted -> assertThat(
                        drafted.plan().hash())
                .isEqualTo(target.one("SELECT hash FROM towpath.plan")));
        assertThat(outcomes.get(1).data()).isInstanceOfSatisfying(PlanRefused.class, refused -> {
            assertThat(refused.failure().rule()).isEqualTo("FootprintTaken");
            assertThat(refused.failure().detail()).contains(rollout.toString(), "column public.users.full_name");
            assertThat(refused.conflicts()).extracting(Conflict::rolloutId).containsExactly(rollout);
        });
        assertThat(outcomes.get(2).data())
                .isInstanceOfSatisfying(PlanPreviewed.class, previewed -> assertThat(previewed.plan())
                        .hasSize(1));
        assertThat(target.one("SELECT count(*) FROM towpath.plan")).isEqualTo("1");
    }

    @Test
    void a_foreign_key_between_two_tables_is_carried_by_one_open_rollout_at_a_time() throws InterruptedException {
        RolloutId later = RolloutId.parse(database + ".add_name_too");
        target.execute("""
                SET ROLE shop;
                ALTER TABLE public.users ADD UNIQUE (full_name);
                CREATE TABLE public.orders (id bigint PRIMARY KEY, full_name text REFERENCES public.users (full_name))""");
        topics.create();
        start();
        topics.send("plan", rollout.toString(), 1, new PlanRollout(rollout, renaming("users")));
        topics.send("plan-2", later.toString(), 1, new PlanRollout(later, renaming("orders")));
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 2);

        assertThat(topics.outcomes())
                .extracting(Envelope::data)
                .hasAtLeastOneElementOfType(PlanDrafted.class)
                .anySatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(PlanRefused.class, refused -> {
                    assertThat(refused.failure().rule()).isEqualTo("FootprintTaken");
                    assertThat(refused.failure().detail()).contains("constraint public.orders.orders_full_name_fkey");
                }));
        assertThat(target.one("SELECT count(*) FROM towpath.plan")).isEqualTo("1");
    }

    @Test
    void a_poison_message_goes_to_the_dead_letters_as_it_came() throws InterruptedException {
        topics.create();
        start();
        byte[] value = "no JSON {".getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> poison = new ProducerRecord<>(Topics.agentCommands(database), value);
        poison.headers().add("made-by", "a test".getBytes(StandardCharsets.UTF_8));
        topics.send(poison);
        topics.send("first", rollout.toString(), 1, SamplePlan.execute(rollout, SamplePlan.FIRST));

        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topics.all(Topics.DEAD_LETTERS)).anySatisfy(letter -> {
                    assertThat(letter.value()).isEqualTo(value);
                    assertThat(TestTopics.headers(letter))
                            .containsAllEntriesOf(
                                    Map.of("made-by", "a test", "towpath-dead-topic", Topics.agentCommands(database)))
                            .containsEntry("towpath-dead-by", "/agent/" + database)
                            .containsKey("towpath-dead-reason");
                }));
    }

    @Test
    void a_command_that_the_ledger_does_not_take_is_put_aside_after_its_attempts_and_what_follows_waits_for_it()
            throws InterruptedException {
        topics.create();
        target.execute("ALTER TABLE towpath.inbox ADD CONSTRAINT refuses CHECK (id <> 'first')");
        AgentStatus status = start();
        RolloutId other = RolloutId.parse(database + ".other");
        topics.send("first", rollout.toString(), 1, new PauseWork(rollout));
        topics.send("second", rollout.toString(), 2, new CloseRollout(rollout));
        topics.send("another", other.toString(), 1, new PauseWork(other));

        await().atMost(PATIENCE)
                .until(() -> target.one("SELECT count(*) FROM towpath.paused").equals("1"));
        assertThat(status.troubles()).containsKey("inbox " + rollout);
        assertThat(target.one("SELECT count(*) FROM towpath.inbox WHERE done_at IS NULL"))
                .isEqualTo("1");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.all(Topics.DEAD_LETTERS))
                .anySatisfy(letter -> assertThat(TestTopics.headers(letter))
                        .containsEntry("towpath-dead-rule", "HandlerFailed")
                        .containsEntry("towpath-dead-attempts", "5")
                        .containsEntry("towpath-dead-last-error", "TargetException 23514")
                        .containsEntry("ce_id", "first")));

        target.execute("ALTER TABLE towpath.inbox DROP CONSTRAINT refuses");
        topics.send("first", rollout.toString(), 1, new PauseWork(rollout));
        await().atMost(PATIENCE).until(() -> target.one("SELECT count(*) FROM towpath.inbox WHERE done_at IS NULL")
                .equals("0"));
        assertThat(status.troubles()).doesNotContainKey("inbox " + rollout);
    }

    @Test
    void a_second_replica_stands_by_and_takes_over() throws InterruptedException {
        topics.create();
        SamplePlan.freeze(target, rollout);
        AgentStatus first = start();
        await().atMost(PATIENCE).until(() -> first.standing() instanceof Standing.Owning);
        AgentStatus second = start();
        await().atMost(PATIENCE).until(() -> second.standing() instanceof Standing.StandingBy);

        agents.getFirst().close();
        await().atMost(Duration.ofSeconds(15)).until(() -> second.standing().equals(new Standing.Owning(2)));
        executeBothSteps();
        await().atMost(PATIENCE).until(() -> topics.outcomes().size() == 2);
    }

    @Test
    void an_announcement_names_the_sessions_of_others() throws SQLException, InterruptedException {
        topics.create();
        try (Connection first = session("crm/2.3.0");
                Connection second = session("crm/2.3.0");
                Connection report = session("a%20report");
                Connection nameless = session("")) {
            start();
            await().atMost(PATIENCE).until(() -> topics.announcements().stream()
                    .anyMatch(announced -> announced.sessions().equals(List.of("a report", "crm/2.3.0"))));
            assertThat(List.of(first, second, report, nameless))
                    .allSatisfy(session -> assertThat(session.isClosed()).isFalse());
        }
    }

    /** An owner that stops between Kafka's acknowledgement and the removal leaves the outcome to be sent once more. */
    private void awaitEmptyOutbox() {
        await().atMost(PATIENCE)
                .until(() -> target.one("SELECT count(*) FROM towpath.outcome").equals("0"));
    }

    private Connection session(String name) throws SQLException {
        String url = TargetDatabase.server().jdbcUrl(target.name()) + "?ApplicationName=" + name;
        return DriverManager.getConnection(url, "shop", "shop");
    }

    private AgentStatus start() {
        AgentSettings settings = new AgentSettings(
                database, target.address(), topics.bootstrap(), "test-" + COUNT.incrementAndGet(), "test", 5);
        AgentStatus status = new AgentStatus();
        Agent agent = new Agent(
                settings, target.vertx(), status, new AgentMetrics(new SimpleMeterRegistry()), faults::incrementAndGet);
        agents.add(agent);
        agent.start();
        return status;
    }

    private void executeBothSteps() throws InterruptedException {
        topics.send("first", rollout.toString(), 1, SamplePlan.execute(rollout, SamplePlan.FIRST));
        topics.send("second", rollout.toString(), 2, SamplePlan.execute(rollout, SamplePlan.SECOND));
    }

    private RolloutSpec renaming(String table) {
        return TestAgent.renaming(database, rollout.revision(), table, "name");
    }
}
