package dev.towpath.orchestrator.kafka;

import dev.towpath.orchestrator.station.Station;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads {@code towpath.presence} for as long as the process lives. Of all orchestrators on one store one has the
 * partition; another takes over within seconds when it is no longer heard of.
 *
 * <p>Failure semantics: whatever Kafka throws, a new consumer goes on from the stored position a second later. While the
 * store is away a record waits, and the listening clock stands still.
 */
@Singleton
public final class PresenceConsumer implements Station {
    private static final Logger LOG = Logger.getLogger(PresenceConsumer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Map<String, Object> client;
    private final PresenceTurn turn;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    PresenceConsumer(@Identifier("default-kafka-broker") Map<String, Object> brokers, PresenceTurn turn) {
        this.client = client(brokers);
        this.turn = turn;
        this.thread = Thread.ofPlatform().daemon().name("towpath-presence").unstarted(this::listen);
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Returns when nothing more is read, so that another orchestrator has the partition at once. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(GOODBYE);
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The edge to Kafka: whatever it throws, the store says where to go on. */
    private void listen() {
        try {
            do {
                try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client)) {
                    turn.follow(consumer, () -> closing.getCount() == 0);
                } catch (RuntimeException e) {
                    LOG.warnf("presence is not read for a moment: %s", e);
                }
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("presence is no longer read");
        }
    }

    private static Map<String, Object> client(Map<String, Object> brokers) {
        Map<String, Object> client = new HashMap<>(brokers);
        client.put(ConsumerConfig.GROUP_ID_CONFIG, "towpath-orchestrator-presence");
        client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        client.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        client.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        client.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return client;
    }
}
