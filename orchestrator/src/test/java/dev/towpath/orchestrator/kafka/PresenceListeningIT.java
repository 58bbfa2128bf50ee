package dev.towpath.orchestrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.Topics;
import dev.towpath.orchestrator.TestStore;
import dev.towpath.orchestrator.databases.KnownDatabases;
import dev.towpath.orchestrator.handling.HandlingMetrics;
import dev.towpath.orchestrator.migration.SchemaVersion;
import dev.towpath.orchestrator.services.KnownInstance;
import dev.towpath.orchestrator.services.ListeningClock;
import dev.towpath.orchestrator.services.PostgresPresence;
import dev.towpath.orchestrator.services.PresenceChanged;
import dev.towpath.orchestrator.services.PresenceSeen;
import dev.towpath.servers.KafkaServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The consumer of presence on real servers, one of which goes away. */
class PresenceListeningIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String WORD = """
            {"service":"crm","instance":"%s","version":"2.0.0","database":"shop","acknowledged":{}}""";

    @Test
    void while_kafka_is_away_nobody_grows_silent_and_another_kafka_is_read_from_its_start() throws Exception {
        try (TestStore store = TestStore.migrated()) {
            register(store);
            PostgresPresence presence = new PostgresPresence(store.pool, store.codec);
            PresenceConsumer consumer;
            try (KafkaServer kafka = KafkaServer.start()) {
                consumer = consumer(store, presence, kafka);
                consumer.start();
                send(kafka, "crm-0", "crm-0", "crm-1");
                await().atMost(PATIENCE).until(() -> seen(presence).instances().size() == 2);
                await().atMost(PATIENCE).until(() -> last(presence).silence().toMillis() > 500);
            }
            await().atMost(PATIENCE).until(() -> !seen(presence).listening().now());
            Duration silence = last(presence).silence();
            consumer.close();

            try (KafkaServer another = KafkaServer.start();
                    PresenceConsumer restarted = consumer(store, presence, another)) {
                assertThat(last(presence).silence()).isEqualTo(silence);
                restarted.start();
                send(another, "crm-2");
                await().atMost(PATIENCE).until(() -> seen(presence).instances().size() == 3);
                await().atMost(PATIENCE).until(() -> seen(presence).listening().now());
                assertThat(seen(presence).listening().steadyFor()).isLessThan(Duration.ofSeconds(20));
                assertThat(store.events.consumed(Topics.PRESENCE, 0).await().indefinitely())
                        .hasValueSatisfying(at -> assertThat(at.nextOffset()).isEqualTo(1));
            }
        }
    }

    @Test
    void what_comes_between_words_keeps_its_place_and_holds_up_none() throws Exception {
        try (TestStore store = TestStore.migrated();
                KafkaServer kafka = KafkaServer.start()) {
            register(store);
            PostgresPresence presence = new PostgresPresence(store.pool, store.codec);
            try (PresenceConsumer consumer = consumer(store, presence, kafka)) {
                send(kafka, "a", "b");
                put(kafka, "b", null);
                put(kafka, "c", "not JSON");
                put(kafka, "d", WORD.formatted("d").replace("shop", "unheard"));
                send(kafka, "e", "f");
                consumer.start();

                await().atMost(PATIENCE).until(() -> store.events
                        .consumed(Topics.PRESENCE, 0)
                        .await()
                        .indefinitely()
                        .filter(at -> at.nextOffset() == 7)
                        .isPresent());
                assertThat(seen(presence).instances())
                        .extracting(known -> known.said().instance().value() + " "
                                + known.leave().getClass().getSimpleName())
                        .containsExactly("a Stays", "b Goodbye", "e Stays", "f Stays");
                assertThat(store.count("outbox WHERE topic = '" + Topics.DEAD_LETTERS + "'"))
                        .isEqualTo(2);
            }
        }
    }

    private static void register(TestStore store) {
        store.execute("INSERT INTO event (generation, stream, version, type, time, actor, reason, body, hash,"
                + " previous_hash, commands_sent) SELECT generation, 'database/shop', 1,"
                + " 'dev.towpath.event.database-registered.v1', now(), 'dba', '',"
                + " '{\"database\":\"shop\",\"engine\":\"postgresql\"}', 'a', 'b', 0 FROM store_generation");
    }

    private static PresenceConsumer consumer(TestStore store, PostgresPresence presence, KafkaServer kafka) {
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrap());
        try (TopicAdmin topics = new TopicAdmin(client)) {
            topics.makeFixedTopics().await().indefinitely();
        }
        Intake intake = new Intake(
                store.events,
                new HandlingMetrics(new SimpleMeterRegistry()),
                new Waiting(Clock.systemUTC()),
                new AttemptLimit(5));
        PresenceIntake words = new PresenceIntake(
                intake,
                presence,
                new KnownDatabases(store.events, database -> Uni.createFrom().voidItem()),
                new PresenceChanged(),
                store.codec,
                Clock.systemUTC());
        StoredPositions positions = new StoredPositions(
                store.events,
                new SchemaVersion(store.pool),
                new LostPositions(Clock.systemUTC(), new SimpleMeterRegistry()));
        return new PresenceConsumer(
                client, new PresenceTurn(words, positions, presence, new ListeningClock(store.pool)));
    }

    private static void send(KafkaServer kafka, String... instances) {
        for (String instance : instances) {
            put(kafka, instance, WORD.formatted(instance));
        }
    }

    private static void put(KafkaServer kafka, String instance, @Nullable String value) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrap()), new StringSerializer(), new StringSerializer())) {
            assertThat(producer.send(new ProducerRecord<>(Topics.PRESENCE, "crm/" + instance, value)))
                    .succeedsWithin(PATIENCE);
        }
    }

    private static PresenceSeen seen(PostgresPresence presence) {
        return presence.seen(Optional.empty()).await().atMost(PATIENCE);
    }

    private static KnownInstance last(PostgresPresence presence) {
        return seen(presence).instances().getLast();
    }
}
