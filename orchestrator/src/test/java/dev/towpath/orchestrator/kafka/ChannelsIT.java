package dev.towpath.orchestrator.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import dev.towpath.contracts.Topics;
import dev.towpath.orchestrator.OrchestratorServers;
import dev.towpath.orchestrator.api.SchemaCheck;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OrchestratorServers.class)
class ChannelsIT {
    private static final String SUBMIT = """
            {"specversion":"1.0","id":"%s","source":"/test","type":"dev.towpath.command.submit-rollout.v1",
             "data":{"actor":"author@example.org","rollout":{"revision":"%s","database":"wire","new_head":true,
                     "changes":[{"rename_column":{"table":"users","from":"full_name","to":"display_name"}}]}}}""";

    private KafkaProducer<String, String> producer;
    private KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();

    @BeforeEach
    void connect() {
        Map<String, Object> client = Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                "max.request.size",
                4_000_000);
        producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
        consumer.assign(List.of(
                new TopicPartition(Topics.COMMAND_REPLIES, 0),
                new TopicPartition(Topics.EVENTS, 0),
                new TopicPartition(Topics.PHASES, 0),
                new TopicPartition(Topics.DEAD_LETTERS, 0)));
        consumer.seekToBeginning(consumer.assignment());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        consumer.close();
    }

    @Test
    void ready_on_a_migrated_store_with_kafka() {
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void bad_messages_are_answered_or_kept_and_good_ones_go_on() {
        send("{ no json");
        send("x".repeat(1_000_000));
        publish(binary("big", "{\"pad\":\"" + "x".repeat(1_000_000) + "\"}"));
        send(SUBMIT.formatted("typo", "r").replace("\"database\"", "\"databaze\""));
        send("""
                {"specversion":"1.0","id":"reg","source":"/test","type":"dev.towpath.command.register-database.v1",
                 "data":{"actor":"dba@example.org","database":"wire","engine":"postgresql"}}""");
        send(SUBMIT.formatted("good", "good"));

        expect("{ no json kept", on(Topics.DEAD_LETTERS, "{ no json"));
        expect("the large one without a sender kept", on(Topics.DEAD_LETTERS, "xxxxxxxx"));
        expect("too large", reply("big", "TooLarge").and(r -> r.value().contains("256 KiB")));
        expect("unknown field", reply("typo", "UnknownField").and(r -> r.value().contains("database")));
        expect("registered", reply("reg", "accepted"));
        expect("submitted", reply("good", "accepted"));
        expect("the public log", on(Topics.EVENTS, "author@example.org").and(r -> "wire.good".equals(r.key())));
        expect("the phase", on(Topics.PHASES, "\"old\"").and(r -> "wire/good".equals(r.key())));
        assertThat(seen.stream()
                        .filter(on(Topics.DEAD_LETTERS, "")
                                .and(on(Topics.DEAD_LETTERS, "no json either").negate()))
                        .filter(ChannelsIT::wasCommand))
                .hasSize(2)
                .allSatisfy(dead -> assertThat(
                                dead.headers().lastHeader("towpath-dead-reason").value())
                        .isNotEmpty());
    }

    @Test
    void a_dead_letter_is_listed_shown_and_put_back_by_rest() {
        String unreadable = "{ no json either";
        send(unreadable);
        AtomicInteger id = new AtomicInteger();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            Response list = given().get("/api/dead-letters?topic=" + Topics.COMMANDS);
            SchemaCheck.each("dead-letter", list.asString());
            List<Integer> ids = list.path("id");
            id.set(ids.getLast());
            assertThat(given().get("/api/dead-letters/" + id).<String>path("value.data"))
                    .isEqualTo(unreadable);
        });
        Response shown = given().get("/api/dead-letters/" + id);
        SchemaCheck.holds("dead-letter-content", shown.asString());
        assertThat(shown.<String>path("letter.rule")).isEqualTo("UnreadableMessage");
        assertThat(shown.<String>path("letter.by")).isEqualTo("/orchestrator");

        given().header("X-Towpath-Actor", "dba@example.org")
                .post("/api/dead-letters/" + id + "/replay")
                .then()
                .statusCode(400);
        for (int sentTwice = 0; sentTwice < 2; sentTwice++) {
            given().header("X-Towpath-Actor", "dba@example.org")
                    .header("X-Towpath-Reason", "the parser was mended")
                    .header("Idempotency-Key", "replay-1")
                    .post("/api/dead-letters/" + id + "/replay")
                    .then()
                    .statusCode(202)
                    .body("replayed", hasItem(id.get()));
        }
        expect("it came back, and is a dead letter again", letters(unreadable, 2));
        assertThat(given().get("/api/dead-letters/" + id).<List<String>>path("letter.replays.reason"))
                .containsExactly("the parser was mended");
        given().get("/api/dead-letters/999999").then().statusCode(404);
        given().get("/q/health/ready").then().body("checks.name", hasItem("messages"));
    }

    private Predicate<ConsumerRecord<String, String>> letters(String value, int count) {
        return last -> seen.stream().filter(on(Topics.DEAD_LETTERS, value)).count() == count;
    }

    @Test
    void outcomes_of_a_database_are_heard_soon_after_it_was_registered() {
        send("""
                {"specversion":"1.0","id":"reg-late","source":"/test",
                 "type":"dev.towpath.command.register-database.v1",
                 "data":{"actor":"dba@example.org","database":"late","engine":"postgresql"}}""");
        expect("registered", reply("reg-late", "accepted"));
        send(SUBMIT.formatted("late", "late").replace("\"wire\"", "\"late\""));
        expect("submitted", reply("late", "accepted"));

        publish(new ProducerRecord<>("towpath.agent.late.outcomes", "late.late", """
                {"specversion":"1.0","id":"late.late/plan","source":"/agent/late","sequence":"1",
                 "type":"dev.towpath.outcome.plan-refused.v1",
                 "data":{"rollout_id":"late.late",
                         "failure":{"kind":"refused","rule":"TableMissing","detail":"no table","step":""}}}"""));

        expect("the failure is recorded", on(Topics.EVENTS, "TableMissing"));
    }

    /** Other tests of the same servers leave dead letters of other topics. */
    private static boolean wasCommand(ConsumerRecord<?, ?> dead) {
        byte[] topic = dead.headers().lastHeader("towpath-dead-topic").value();
        return new String(topic, StandardCharsets.UTF_8).equals(Topics.COMMANDS);
    }

    private void send(String value) {
        publish(new ProducerRecord<>(Topics.COMMANDS, value));
    }

    private void publish(ProducerRecord<String, String> record) {
        assertThat(producer.send(record)).succeedsWithin(Duration.ofSeconds(10));
    }

    private static ProducerRecord<String, String> binary(String id, String data) {
        ProducerRecord<String, String> record = new ProducerRecord<>(Topics.COMMANDS, data);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        "/test",
                        "ce_type",
                        "dev.towpath.command.submit-rollout.v1")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static Predicate<ConsumerRecord<String, String>> on(String topic, String content) {
        return record -> record.topic().equals(topic) && record.value().contains(content);
    }

    private static Predicate<ConsumerRecord<String, String>> reply(String id, String content) {
        return on(Topics.COMMAND_REPLIES, "\"command_id\":\"" + id + "\"")
                .and(record -> record.value().contains(content));
    }

    private void expect(String what, Predicate<ConsumerRecord<String, String>> expected) {
        await(what).atMost(Duration.ofSeconds(20)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            return seen.stream().anyMatch(expected);
        });
    }
}
