package dev.towpath.orchestrator.api;

import static dev.towpath.orchestrator.api.Client.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.towpath.contracts.Topics;
import dev.towpath.orchestrator.OrchestratorServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Instances that speak by HTTP and on the topic; here an instance may be silent for 3 s. */
@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class PresenceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void an_instance_speaks_by_http_and_is_told_the_phases() {
        PresentInstance crm = given("by-http");
        crm.speaks("2.4.0", Map.of()).statusCode(200).body("$", empty());

        Client.submit("by-http", "first").statusCode(202);

        String told = crm.speaks("2.4.0", Map.of("by-http.first", "old"))
                .statusCode(200)
                .body("", hasSize(1), "[0].rollout_id", equalTo("by-http.first"), "[0].phase", equalTo("old"))
                .extract()
                .asString();
        SchemaCheck.each("dev.towpath.phase.phase-announced.v1", told);
        SchemaCheck.each(
                "service", get("/api/services?database=by-http").extract().asString());
        assertThat(crm.shown()).containsEntry("state", "live").containsEntry("version", "2.4.0");
        assertThat(crm.shown()).containsEntry("acknowledged", Map.of("by-http.first", "old"));
    }

    @Test
    void what_contradicts_or_is_unknown_is_refused_and_says_where() {
        PresentInstance crm = given("refusing");
        PresentInstance other = new PresentInstance("crm", "crm-9", "refusing");

        crm.speaks(other.body("2.4.0", Map.of()))
                .statusCode(400)
                .body("path", equalTo("instance"), "detail", containsString("crm-1"));
        crm.speaks("two", Map.of()).statusCode(400).body("path", equalTo("version"));
        crm.speaks("2.4.0", Map.of("refusing.r", "later")).statusCode(400);
        crm.speaks("[]").statusCode(400);
        new PresentInstance("crm", "crm-1", "nowhere")
                .speaks("2.4.0", Map.of())
                .statusCode(409)
                .body("rule", equalTo("UnknownDatabase"), "detail", containsString("register"));
        new PresentInstance("crm", "-", "refusing").speaks("2.4.0", Map.of()).statusCode(400);
        get("/api/services?database=refusing").body("$", empty());
    }

    @Test
    void instances_speak_on_the_topic_and_a_bad_word_becomes_a_dead_letter() {
        PresentInstance crm = given("by-topic");
        PresentInstance unknown = new PresentInstance("crm", "crm-2", "unregistered");
        try (KafkaProducer<String, String> topic = producer()) {
            send(topic, crm.key(), "{ no json of by-topic");
            send(topic, "crm/crm-7", crm.body("9.9.9", Map.of()));
            send(topic, unknown.key(), unknown.body("9.9.8", Map.of()));
            send(topic, crm.key(), crm.body("2.4.0", Map.of("by-topic.r", "read_new")));
            awaitState(crm, "live");
            assertThat(crm.shown()).containsEntry("version", "2.4.0");

            crm.speaks("2.5.0", Map.of()).statusCode(200);
            assertThat(crm.shown()).containsEntry("version", "2.5.0");
            send(topic, crm.key(), crm.body("2.4.1", Map.of()));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(crm.shown()).containsEntry("version", "2.4.1"));
            send(topic, crm.key(), null);
            awaitState(crm, "gone");
        }
        assertThat(deadLetters("by-topic")).hasSize(2);
        assertThat(deadLetters("9.9.8")).singleElement().asString().contains("UnknownDatabase");
    }

    @Test
    void a_silent_instance_becomes_unknown_and_a_word_makes_it_live_again() {
        PresentInstance crm = given("silent");
        crm.speaks("2.4.0", Map.of()).statusCode(200);

        awaitState(crm, "unknown");

        assertThat(crm.shown().get("detail")).asString().contains("3s", "retired");
        crm.speaks("2.4.0", Map.of()).statusCode(200);
        assertThat(crm.shown()).containsEntry("state", "live");
    }

    @Test
    void goodbye_may_be_said_twice_and_by_somebody_never_heard_of() {
        PresentInstance crm = given("goodbye");
        crm.speaks("2.4.0", Map.of()).statusCode(200);

        crm.leaves().statusCode(204);
        crm.leaves().statusCode(204);
        new PresentInstance("crm", "never", "goodbye").leaves().statusCode(204);

        assertThat(crm.shown()).containsEntry("state", "gone");
        crm.speaks("2.4.0", Map.of()).statusCode(200);
        assertThat(crm.shown()).containsEntry("state", "live").containsEntry("detail", "");
    }

    @Test
    void an_operator_retires_with_name_and_reason_and_both_are_shown() {
        PresentInstance crm = given("retiring");
        crm.speaks("2.4.0", Map.of()).statusCode(200);
        String retire = crm.path() + "/retire";

        Client.request().post(retire).then().statusCode(400).body("rule", equalTo("ActorMissing"));
        Client.by("dba@example.org").post(retire).then().statusCode(400).body("path", equalTo("reason"));
        Client.by("dba@example.org")
                .header("X-Towpath-Reason", "why")
                .post("/api/services/crm/instances/never/retire")
                .then()
                .statusCode(404)
                .body("rule", equalTo("UnknownInstance"));
        Client.by("dba@example.org")
                .contentType("application/json")
                .body("{\"reason\":\"the host was burnt\"}")
                .post(retire)
                .then()
                .statusCode(200)
                .body("[0].instances[0].state", equalTo("gone"));

        assertThat(crm.shown()).containsEntry("state", "gone");
        assertThat(crm.shown().get("detail")).asString().contains("dba@example.org", "the host was burnt");
    }

    @Test
    void nobody_is_retired_by_nobody_and_no_field_is_ignored() {
        PresentInstance crm = given("answering");
        crm.speaks("2.4.0", Map.of()).statusCode(200);

        retires(crm, "{\"actor\":\" \",\"reason\":\"why\"}").statusCode(400).body("path", equalTo("actor"));
        retires(crm, "{\"actor\":7,\"reason\":\"why\"}").statusCode(400).body("path", equalTo("actor"));
        retires(crm, "{\"reason\":\"why\",\"until\":\"noon\"}")
                .statusCode(400)
                .body("rule", equalTo("UnknownField"), "path", equalTo("until"));

        assertThat(crm.shown()).containsEntry("state", "live");
    }

    private static ValidatableResponse retires(PresentInstance instance, String body) {
        return Client.by("dba@example.org")
                .contentType("application/json")
                .body(body)
                .post(instance.path() + "/retire")
                .then();
    }

    @Test
    void a_silent_instance_whose_sessions_have_left_the_database_is_gone() {
        PresentInstance crm = given("leaving");
        PresentInstance billing = new PresentInstance("billing", "billing-1", "leaving");
        crm.speaks("2.4.0", Map.of()).statusCode(200);
        billing.speaks("1.0.0", Map.of()).statusCode(200);
        try (PretendAgent agent = new PretendAgent(bootstrap, "leaving")) {
            agent.announces(List.of("crm/crm-1"));
            awaitState(crm, "unknown");
            awaitState(billing, "unknown");

            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                agent.announces(List.of("psql"));
                assertThat(crm.shown()).containsEntry("state", "gone");
            });
        }
        assertThat(billing.shown()).as("never had a session of that name").containsEntry("state", "unknown");
    }

    private PresentInstance given(String database) {
        Client.register(database);
        return new PresentInstance("crm", "crm-1", database);
    }

    private static void awaitState(PresentInstance instance, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(instance.shown()).containsEntry("state", state));
    }

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
    }

    private static void send(KafkaProducer<String, String> topic, String key, @Nullable String value) {
        assertThat(topic.send(new ProducerRecord<>(Topics.PRESENCE, key, value)))
                .succeedsWithin(PATIENCE);
    }

    /** The reasons of the dead letters whose value holds {@code text}. */
    private List<String> deadLetters(String text) {
        try (KafkaConsumer<String, String> letters = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS, 0);
            letters.assign(List.of(partition));
            letters.seekToBeginning(List.of(partition));
            Instant deadline = Instant.now().plus(PATIENCE);
            List<String> found = new java.util.ArrayList<>();
            while (Instant.now().isBefore(deadline) && found.isEmpty()) {
                letters.poll(Duration.ofMillis(500)).forEach(letter -> {
                    if (letter.value() != null && letter.value().contains(text)) {
                        found.add(new String(
                                letter.headers()
                                        .lastHeader("towpath-dead-reason")
                                        .value(),
                                java.nio.charset.StandardCharsets.UTF_8));
                    }
                });
            }
            return found;
        }
    }
}
