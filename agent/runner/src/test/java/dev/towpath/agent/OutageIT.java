package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.health.Standing;
import dev.towpath.agent.migration.LedgerMigration;
import dev.towpath.agent.target.TargetAddress;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.servers.KafkaServer;
import dev.towpath.servers.Ports;
import dev.towpath.servers.PostgresOptions;
import dev.towpath.servers.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the agent does while a server that it needs is away. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatabaseId database = new DatabaseId("outage");
    private final RolloutId rollout = RolloutId.parse("outage.add_name");
    private final TestTopics topics = new TestTopics(database);
    private final AgentStatus status = new AgentStatus();
    private final Vertx vertx = Vertx.vertx();

    @Test
    void a_killed_database_server_is_waited_for_and_no_command_is_lost() throws InterruptedException {
        topics.create();
        PostgresOptions options = PostgresOptions.DEFAULT.withPort(Ports.free());
        TargetAddress address;
        try (PostgresServer server = PostgresServer.start(options)) {
            address = new TargetAddress(server.uri("postgres"), server.superuser(), server.superuserPassword());
            var unused = new LedgerMigration(address).run();
            try (Agent agent = agent(address, topics.bootstrap())) {
                agent.start();
                await().atMost(PATIENCE).until(() -> status.standing().equals(new Standing.Owning(1)));
                topics.send("pause", rollout.toString(), 1, new PauseWork(rollout));
                server.kill();
                await().atMost(PATIENCE).until(() -> status.standing() instanceof Standing.Connecting);
                topics.send("pause-again", rollout.toString(), 2, new PauseWork(rollout));
                server.revive();
                await().atMost(PATIENCE).until(() -> received(server).equals("2"));
                assertThat(status.standing()).isEqualTo(new Standing.Owning(2));
            }
        }
    }

    @Test
    void what_is_done_while_kafka_is_away_is_told_in_order_when_it_is_back() throws InterruptedException {
        TargetDatabase target = TargetDatabase.migrated();
        try (KafkaServer kafka = KafkaServer.start();
                Agent agent = agent(target.address(), kafka.bootstrap())) {
            TestTopics away = new TestTopics(database, kafka.bootstrap());
            away.create();
            SamplePlan.freeze(target, rollout);
            agent.start();
            await().atMost(PATIENCE).until(() -> !away.announcements().isEmpty());
            target.execute("UPDATE towpath.control SET halted = true");
            away.send("first", rollout.toString(), 1, SamplePlan.execute(rollout, SamplePlan.FIRST));
            away.send("second", rollout.toString(), 2, SamplePlan.execute(rollout, SamplePlan.SECOND));
            await().atMost(PATIENCE).until(() -> target.one("SELECT max(received) FROM towpath.sequence")
                    .equals("2"));
            kafka.halt();
            target.execute("UPDATE towpath.control SET halted = false");

            await().atMost(PATIENCE).until(() -> target.one("SELECT count(*) FROM towpath.outcome")
                    .equals("2"));
            await().atMost(PATIENCE).until(() -> status.troubles().containsKey("kafka reports"));
            assertThat(status.troubles().get("kafka reports")).contains("(since 2");
            kafka.revive();
            await().atMost(PATIENCE).until(() -> away.outcomes().size() == 2);
            assertThat(away.outcomes()).extracting(Envelope::sequence).containsExactly(1L, 2L);
            assertThat(status.standing()).as("the same owner").isEqualTo(new Standing.Owning(1));
            await().atMost(PATIENCE).until(() -> status.troubles().isEmpty());
        }
    }

    @Test
    void an_absent_broker_is_named_and_the_owner_stays_ready() throws InterruptedException {
        TargetDatabase target = TargetDatabase.migrated();
        try (Agent agent = agent(target.address(), "127.0.0.1:" + Ports.free())) {
            agent.start();
            await().atMost(PATIENCE).until(() -> status.troubles().containsKey("kafka commands"));
            assertThat(status.standing()).isEqualTo(new Standing.Owning(1));
        }
    }

    private Agent agent(TargetAddress address, String bootstrapServers) {
        AgentSettings settings = new AgentSettings(database, address, bootstrapServers, "test", "test", 5);
        return new Agent(settings, vertx, status, new AgentMetrics(new SimpleMeterRegistry()), () -> {});
    }

    private static String received(PostgresServer server) {
        try (var connection = server.connect("postgres");
                var rows = connection.createStatement().executeQuery("SELECT max(received) FROM towpath.sequence")) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
