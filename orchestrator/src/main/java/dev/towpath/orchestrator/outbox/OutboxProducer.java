package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Hands messages to Kafka in order and waits until all replicas in sync have them. Idempotent, and a record never
 * expires: Kafka may be away for as long as it likes, and a later record never passes an earlier one.
 */
final class OutboxProducer implements AutoCloseable {
    private static final int LARGEST_REQUEST = 8 * 1024 * 1024;
    private static final long WAITING_SECONDS = 2;

    private final Producer<byte[], byte[]> producer;

    /** {@code client}: at least {@code bootstrap.servers}. */
    OutboxProducer(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "towpath-relay");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Returns when Kafka has all of {@code messages}; throws KafkaException if it may lack some. For as long as that takes
     * {@code waiting} is run every two seconds; what it throws ends the wait.
     */
    void publish(List<OutboxMessage> messages, Runnable waiting) throws InterruptedException {
        List<Future<?>> sent = new ArrayList<>(messages.size());
        for (OutboxMessage message : messages) {
            sent.add(producer.send(record(message)));
        }
        for (Future<?> future : sent) {
            while (!isTaken(future)) {
                waiting.run();
            }
        }
    }

    private static boolean isTaken(Future<?> sent) throws InterruptedException {
        try {
            sent.get(WAITING_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new KafkaException("a message was not taken", e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    private static ProducerRecord<byte[], byte[]> record(OutboxMessage message) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : message.headers()) {
            headers.add(header.name(), header.value());
        }
        return new ProducerRecord<>(message.topic(), null, message.key(), message.value(), headers);
    }
}
