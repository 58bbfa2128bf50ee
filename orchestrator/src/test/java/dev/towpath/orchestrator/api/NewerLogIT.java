package dev.towpath.orchestrator.api;

import static dev.towpath.orchestrator.api.Client.AUTHOR;
import static dev.towpath.orchestrator.api.Client.act;
import static dev.towpath.orchestrator.api.Client.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.towpath.contracts.Topics;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What an orchestrator says whose store holds an event that a newer one has recorded. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class NewerLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CHECK = "checks.find { it.name == '%s' }.data";

    @Inject
    Pool pool;

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void it_refuses_that_rollout_by_name_says_so_in_health_and_figures_and_loses_nothing() {
        Client.register("newer");
        Client.submit("newer", "tomorrow").statusCode(202);
        Client.submit("newer", "today").statusCode(202);
        execute("""
                INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash, previous_hash,
                                   commands_sent)
                SELECT generation, stream, version + 1, 'dev.towpath.event.rollout-teleported.v1', now(), 'a', '', '{}',
                       'of tomorrow', hash, commands_sent
                  FROM event WHERE stream = 'newer.tomorrow' ORDER BY version DESC LIMIT 1""");

        act(AUTHOR, "newer.tomorrow", "pause")
                .statusCode(503)
                .body(
                        "rule",
                        equalTo("NewerLog"),
                        "detail",
                        allOf(containsString("stream newer.tomorrow"), containsString("rollout-teleported")));
        act(AUTHOR, "newer.today", "pause").statusCode(202);
        assertThat(health("log")).containsKey("newer.tomorrow").containsKey("remedy");
        get("/q/metrics").body(containsString("towpath_log_newer_streams 1.0"));

        int letters = letters();
        sendPause("newer.tomorrow");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        String.valueOf(health("messages").get(Topics.COMMANDS)))
                .startsWith("NewerLog since "));
        assertThat(letters()).as("put aside").isEqualTo(letters);

        execute("DELETE FROM event WHERE stream = 'newer.tomorrow' AND type LIKE '%teleported%'");
        Client.awaitState("newer.tomorrow", "paused");
        assertThat(health("log")).doesNotContainKey("newer.tomorrow");
    }

    private static int letters() {
        return get("/api/dead-letters?topic=" + Topics.COMMANDS)
                .statusCode(200)
                .extract()
                .path("size()");
    }

    private void sendPause(String rollout) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, """
                    {"specversion": "1.0", "id": "pause-tomorrow", "source": "/test",
                     "type": "dev.towpath.command.pause-rollout.v1",
                     "data": {"actor": "a@example.org", "reason": "", "rollout_id": "%s"}}
                    """.formatted(rollout)));
            producer.flush();
        }
    }

    private static Map<String, Object> health(String check) {
        Map<String, Object> data =
                get("/q/health/ready").statusCode(200).extract().path(CHECK.formatted(check));
        return data == null ? Map.of() : data;
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }
}
