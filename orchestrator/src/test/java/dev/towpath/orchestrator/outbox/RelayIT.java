package dev.towpath.orchestrator.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.Topics;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.MessagesWaiting;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import dev.towpath.orchestrator.eventstore.PostgresEventStore;
import dev.towpath.servers.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

class RelayIT {
    private static final String TOPIC = "towpath.events";
    private static final String OTHER_TOPIC = "towpath.dead-letters";
    private static final int MANY = 600;

    /** For a slow poll that no test sees. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static TestStore store;
    private static KafkaServer kafka;

    @BeforeAll
    static void start() throws Exception {
        store = TestStore.migrated();
        kafka = KafkaServer.start();
        try (var topics = new dev.towpath.orchestrator.kafka.TopicAdmin(client())) {
            topics.makeFixedTopics().await().indefinitely();
            topics.makeFixedTopics().await().indefinitely();
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
        store.close();
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrap());
    }

    private static Relay relay() {
        return relay(store.waiting, Duration.ofSeconds(1));
    }

    private static Relay relay(MessagesWaiting waiting, Duration slowPoll) {
        RelayLag lag = new RelayLag(Clock.systemUTC(), new SimpleMeterRegistry());
        Relay relay = new Relay(store.vertx, store.options(), client(), waiting, lag, slowPoll);
        relay.start();
        return relay;
    }

    private static void write(String topic, int from, int to) {
        write(store.events, topic, from, to);
    }

    private static void write(EventStore events, String topic, int from, int to) {
        for (int i = from; i < to; i++) {
            byte[] text = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            OutboxMessage message = new OutboxMessage(topic, text, List.of(Header.of("ce_id", "m" + i)), text);
            events.append(Append.message(message)).await().indefinitely();
        }
    }

    @Test
    void messages_arrive_once_and_in_order_whichever_relay_is_at_it() {
        try (var consumer = reading(TOPIC)) {
            List<Integer> seen = new ArrayList<>();

            write(TOPIC, 0, 300);
            Relay first = relay();
            Relay second = relay();
            expect(consumer, seen, 300);
            write(TOPIC, 300, 320);
            expect(consumer, seen, 320);
            first.close();
            write(TOPIC, 320, 340);
            expect(consumer, seen, 340);
            second.close();
            write(TOPIC, 340, 350);
            try (Relay third = relay()) {
                assertThat(third).isNotNull();
                expect(consumer, seen, 350);
            }
        }
    }

    @Test
    void a_frozen_relay_is_ended_by_the_next_one_and_what_it_sends_when_it_wakes_keeps_the_order() throws Exception {
        RelayTurn frozen = RelayTurn.connect(store.vertx, store.options());
        await().until(frozen::isOurs);
        write(OTHER_TOPIC, 0, 150);
        List<OutboxMessage> inItsHands = frozen.after(frozen.cursor()).rows().stream()
                .map(OutboxRow::message)
                .filter(message -> message.topic().equals(OTHER_TOPIC))
                .toList();
        write(OTHER_TOPIC, 150, MANY);

        List<String> seen = new ArrayList<>();
        try (var consumer = reading(OTHER_TOPIC);
                OutboxProducer woken = new OutboxProducer(client());
                Relay next = relay()) {
            assertThat(next).isNotNull();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !poll(consumer, seen).isEmpty());
            woken.publish(inItsHands, () -> {});
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> poll(consumer, seen).size() >= MANY + 150);
        }

        assertThat(seen).as("both sent what the frozen one had").hasSizeGreaterThan(MANY);
        assertThat(seen.stream().distinct())
                .containsExactlyElementsOf(
                        IntStream.range(0, MANY).mapToObj(Integer::toString).toList());
        assertThatThrownBy(() -> frozen.after(Cursor.START)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void what_an_older_transaction_held_back_goes_when_that_one_ends_though_nobody_rings() throws Exception {
        try (var consumer = reading(Topics.PHASES);
                Relay relay = relay(store.waiting, NEVER);
                Connection older = store.connect()) {
            assertThat(relay).isNotNull();
            List<Integer> seen = new ArrayList<>();
            write(Topics.PHASES, 0, 1);
            expect(consumer, seen, 1);

            older.setAutoCommit(false);
            try (var statement = older.createStatement()) {
                statement.execute("SELECT pg_current_xact_id()");
            }
            write(Topics.PHASES, 1, 2);
            String looked = "pg_stat_activity WHERE query LIKE '%pg_snapshot_xmin%' AND pid <> pg_backend_pid()"
                    + " AND state_change > (SELECT max(recorded_at) FROM outbox) + interval '100 milliseconds'";
            await().atMost(Duration.ofSeconds(30)).until(() -> store.count(looked) == 1);
            older.commit();
            expect(consumer, seen, 2);
        }
    }

    @Test
    void what_another_orchestrator_writes_goes_at_once() throws Exception {
        MessagesWaiting elsewhere = new MessagesWaiting();
        EventStore another = new PostgresEventStore(store.pool, store.codec, elsewhere, store.newer);
        try (var consumer = reading(Topics.ANCHORS);
                Relay relaying = relay(store.waiting, NEVER)) {
            assertThat(relaying).isNotNull();
            List<Integer> seen = new ArrayList<>();
            write(Topics.ANCHORS, 0, 1);
            expect(consumer, seen, 1);
            try (Relay standsBy = relay(elsewhere, NEVER)) {
                assertThat(standsBy).isNotNull();
                for (int i = 1; i < 20; i++) {
                    write(another, Topics.ANCHORS, i, i + 1);
                    expect(consumer, seen, i + 1);
                }
            }
        }
    }

    private static List<String> poll(KafkaConsumer<byte[], byte[]> consumer, List<String> seen) {
        consumer.poll(Duration.ofMillis(100))
                .forEach(record -> seen.add(new String(record.value(), StandardCharsets.UTF_8)));
        return seen;
    }

    @Test
    void a_session_that_froze_while_it_was_answered_is_ended_as_well() throws Exception {
        Connection frozen = store.connect();
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> hasTheRight(frozen));
            // Far more than fits between the two processes, and nobody takes it.
            new CopyManager(frozen.unwrap(BaseConnection.class))
                    .copyOut("COPY (SELECT repeat('x', 10000) FROM generate_series(1, 10000)) TO STDOUT");

            try (RelayTurn next = RelayTurn.connect(store.vertx, store.options())) {
                await().atMost(Duration.ofSeconds(30)).until(next::isOurs);
            }
        } finally {
            frozen.abort(Runnable::run);
        }
    }

    private static boolean hasTheRight(Connection session) throws SQLException {
        try (var statement = session.createStatement();
                var rows = statement.executeQuery("SELECT pg_try_advisory_lock(" + RelayTurn.LOCK + ")")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static KafkaConsumer<byte[], byte[]> reading(String topic) {
        var consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(topic, 0)));
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }

    private static void expect(KafkaConsumer<byte[], byte[]> consumer, List<Integer> seen, int count) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                seen.add(Integer.valueOf(new String(record.value(), StandardCharsets.UTF_8)));
            }
            assertThat(seen).hasSizeGreaterThanOrEqualTo(count);
        });
        assertThat(seen).isEqualTo(IntStream.range(0, count).boxed().toList());
    }
}
