package dev.towpath.orchestrator.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import dev.towpath.servers.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
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

class RelayIT {
    private static final String TOPIC = "towpath.events";
    private static final String OTHER_TOPIC = "towpath.dead-letters";
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
        RelayLag lag = new RelayLag(Clock.systemUTC(), new SimpleMeterRegistry());
        Relay relay = new Relay(store.vertx, store.options(), client(), store.waiting, lag);
        relay.start();
        return relay;
    }

    private static void write(String topic, int from, int to) {
        for (int i = from; i < to; i++) {
            byte[] text = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            OutboxMessage message = new OutboxMessage(topic, text, List.of(Header.of("ce_id", "m" + i)), text);
            store.events.append(Append.message(message)).await().indefinitely();
        }
    }

    @Test
    void messages_arrive_once_and_in_order_whichever_relay_is_at_it() {
        try (var consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            consumer.seekToBeginning(consumer.assignment());
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
    void a_relay_that_holds_its_turn_and_is_frozen_is_ended_by_the_next_one() {
        RelayTurn frozen = RelayTurn.connect(store.vertx, store.options());
        await().until(frozen::isOurs);
        write(OTHER_TOPIC, 0, 3);

        try (var consumer = new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                Relay next = relay()) {
            assertThat(next).isNotNull();
            consumer.assign(List.of(new TopicPartition(OTHER_TOPIC, 0)));
            consumer.seekToBeginning(consumer.assignment());
            List<String> seen = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> seen.add(new String(record.value(), StandardCharsets.UTF_8)));
                return seen.size() == 3;
            });
            assertThat(seen).containsExactly("0", "1", "2");
        }
        assertThatThrownBy(() -> frozen.advance(Cursor.START)).isInstanceOf(RuntimeException.class);
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
