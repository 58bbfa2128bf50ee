package dev.towpath.agent.report;

import static java.util.Map.entry;

import dev.towpath.agent.health.AgentStatus;
import dev.towpath.contracts.codec.WireRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's only producer: acks=all, idempotent. Thread-safe. A plain client, since each sender waits for its own
 * acknowledgement before it goes on: that, and not batching, is what keeps outcomes in order across failures.
 */
public final class KafkaSender implements AutoCloseable {
    private static final String STATION = "kafka reports";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LARGEST = 8 * 1024 * 1024;

    private final String bootstrapServers;
    private final AgentStatus status;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    public KafkaSender(String bootstrapServers, AgentStatus status) {
        this.bootstrapServers = bootstrapServers;
        this.status = status;
    }

    /** Binary CloudEvent to Kafka record. */
    public static ProducerRecord<byte[], byte[]> record(String topic, String key, WireRecord message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    /** Sends until Kafka has acknowledged, however long that takes. */
    public void deliver(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        while (!offer(record)) {
            if (closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the agent is stopping");
            }
        }
    }

    /** Sends once and waits; false if Kafka did not acknowledge. */
    public boolean offer(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer().send(record).get();
            status.overcome(STATION);
            return true;
        } catch (InterruptException stopping) {
            throw new InterruptedException(stopping.getMessage());
        } catch (KafkaException | ExecutionException failure) {
            Throwable cause =
                    failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
            status.trouble(STATION, cause.getClass().getSimpleName() + ": " + cause.getMessage());
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(Map.ofEntries(
                    entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                    entry(ProducerConfig.ACKS_CONFIG, "all"),
                    entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                    // Nothing joins a record whose sender waits for it.
                    entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                    entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"),
                    entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST),
                    entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000),
                    entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                    entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
                    entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                    entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class)));
        }
        return producer;
    }
}
