package dev.towpath.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.PauseWork;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** An agent that a newer orchestrator sends a command of a type that it doesn't know. */
class OlderAgentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseId database = new DatabaseId("older");
    private final RolloutId rollout = RolloutId.parse("older.tomorrow");
    private final RolloutId other = RolloutId.parse("older.today");
    private final TargetDatabase target = TargetDatabase.migrated();
    private final TestTopics topics = new TestTopics(database);
    private final AgentStatus status = new AgentStatus();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();

    @Test
    void what_it_does_not_know_is_put_aside_whole_and_holds_up_its_own_rollout_alone() throws InterruptedException {
        topics.create();
        AgentSettings settings = new AgentSettings(database, target.address(), topics.bootstrap(), "test", "test", 5);
        try (Agent agent = new Agent(settings, target.vertx(), status, new AgentMetrics(figures), () -> {})) {
            agent.start();
            topics.send(ofTomorrow());
            topics.send("close", rollout.toString(), 2, new CloseRollout(rollout));
            topics.send("pause", other.toString(), 1, new PauseWork(other));

            await().atMost(PATIENCE).until(() -> target.one("SELECT rollout FROM towpath.paused")
                    .equals(other.toString()));
            assertThat(status.troubles().get("inbox " + rollout)).startsWith("holding back number 2 until 1 has come");
            await().atMost(PATIENCE).until(() -> figure("towpath.inbox.held.back") == 1);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(topics.all(Topics.DEAD_LETTERS))
                    .anySatisfy(letter -> assertThat(TestTopics.headers(letter))
                            .containsEntry("towpath-dead-rule", "UnknownType")
                            .containsEntry("ce_id", "teleport")));

            topics.send("teleport", rollout.toString(), 1, new PauseWork(rollout));
            await().atMost(PATIENCE).until(() -> figure("towpath.inbox.depth") == 0);
            assertThat(status.troubles()).doesNotContainKey("inbox " + rollout);
        }
    }

    private double figure(String name) {
        return figures.get(name).gauge().value();
    }

    private ProducerRecord<byte[], byte[]> ofTomorrow() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topics.agentCommands(database),
                "{\"rollout_id\": \"older.tomorrow\"}".getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "teleport",
                        "ce_source", "/orchestrator",
                        "ce_type", "dev.towpath.agent-command.teleport-step.v1",
                        "ce_subject", rollout.toString(),
                        "ce_sequence", "1",
                        "content-type", "application/json")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
