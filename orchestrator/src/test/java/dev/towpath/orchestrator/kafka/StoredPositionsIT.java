package dev.towpath.orchestrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.migration.SchemaVersion;
import dev.towpath.servers.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where reading goes on, of topics that hold five records and have thrown the first three away. */
class StoredPositionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static TestStore store;
    private static KafkaServer kafka;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LostPositions lost = new LostPositions(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), meters);

    @BeforeAll
    static void start() throws SQLException {
        store = TestStore.migrated();
        kafka = KafkaServer.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        store.close();
    }

    @Test
    void what_was_thrown_away_before_a_restored_store_read_it_is_named() throws Exception {
        TopicPartition partition = cut("restored");
        assertThat(goesOnFrom(partition, 1)).isEqualTo(3);
        assertThat(lost.all())
                .containsExactly(Map.entry(
                        "lost of restored-0",
                        "what lay between offsets 1 and 3 was thrown away by Kafka before it was read; reading goes on"
                                + " from 3 (noticed 1970-01-01T00:00:00Z)"));
        assertThat(meters.get("towpath.positions.lost").gauge().value()).isEqualTo(1);
    }

    @Test
    void a_topic_that_ends_before_what_was_read_of_it_is_named() throws Exception {
        assertThat(goesOnFrom(cut("anew"), 17)).isEqualTo(3);
        assertThat(lost.all().get("lost of anew-0")).contains("offset 17", "ends at 5");
    }

    @Test
    void what_is_still_there_is_read_again_and_nothing_is_said() throws Exception {
        assertThat(goesOnFrom(cut("kept"), 4)).isEqualTo(4);
        assertThat(lost.all()).isEmpty();
        assertThat(meters.get("towpath.positions.lost").gauge().value()).isZero();
    }

    @Test
    void a_partition_that_was_never_read_has_lost_nothing() throws Exception {
        TopicPartition partition = cut("unread");
        assertThat(firstRead(partition)).isEqualTo(3);
        assertThat(lost.all()).isEmpty();
    }

    private long goesOnFrom(TopicPartition partition, long next) {
        store.events
                .append(Append.consumed(new ConsumedPosition(partition.topic(), partition.partition(), next)))
                .await()
                .atMost(PATIENCE);
        return firstRead(partition);
    }

    private long firstRead(TopicPartition partition) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrap(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            new StoredPositions(store.events, new SchemaVersion(store.pool), lost)
                    .onPartitionsAssigned(consumer, List.of(partition));
            Optional<Long> first = Optional.empty();
            Instant deadline = Instant.now().plus(PATIENCE);
            while (first.isEmpty() && Instant.now().isBefore(deadline)) {
                first = consumer.poll(Duration.ofMillis(200)).records(partition).stream()
                        .map(record -> record.offset())
                        .findFirst();
            }
            return first.orElseThrow();
        }
    }

    private static TopicPartition cut(String topic) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrap());
        try (Admin admin = Admin.create(client);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            for (int record = 0; record < 5; record++) {
                producer.send(new ProducerRecord<>(topic, "record " + record)).get();
            }
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();
        }
        return partition;
    }
}
