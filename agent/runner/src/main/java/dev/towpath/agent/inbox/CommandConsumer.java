package dev.towpath.agent.inbox;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.ledger.Inbox;
import dev.towpath.agent.target.TargetException;
import dev.towpath.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads this agent's command topic, record by record, from where the ledger says.
 *
 * <p>A plain client with its one partition assigned by hand, rather than a channel of the framework: who may read is
 * decided by the fence, not by a consumer group, so there is no rebalance to wait for after a crash; and a record is
 * finished when the ledger has it, on the thread that read it. The group's committed offset is only there for tools that
 * show lag.
 *
 * <p>Failure semantics: a broker or topic that is not there is waited for. If the topic was made anew, so that the ledger's
 * offset is out of its range, reading starts at its beginning: what was seen before is dropped by identity and sequence.
 */
public final class CommandConsumer implements Runnable {
    private static final String STATION = "kafka commands";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final AgentSettings settings;
    private final Inbox inbox;
    private final Reception reception;
    private final AgentStatus status;
    private final CountDownLatch registered;
    private final CountDownLatch never = new CountDownLatch(1);

    /** @param registered counted down when the topics of the database are there */
    public CommandConsumer(
            AgentSettings settings, Inbox inbox, Reception reception, AgentStatus status, CountDownLatch registered) {
        this.settings = settings;
        this.inbox = inbox;
        this.reception = reception;
        this.status = status;
        this.registered = registered;
    }

    @Override
    public void run() {
        try {
            while (true) {
                consumeUntilTrouble();
                rest();
            }
        } catch (InterruptedException | InterruptException stopping) {
            Thread.currentThread().interrupt();
        } catch (TargetException lost) {
            status.trouble(STATION, "the ledger does not take commands any more: " + lost.getMessage());
        }
    }

    private void consumeUntilTrouble() throws InterruptedException {
        try {
            KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties());
            try {
                consume(consumer);
            } finally {
                // an interrupt must not keep the client from closing its connections
                Thread.interrupted();
                consumer.close(CloseOptions.timeout(CLOSING));
            }
        } catch (InterruptException stopping) {
            throw stopping;
        } catch (KafkaException trouble) {
            status.trouble(STATION, trouble.getClass().getSimpleName() + ": " + trouble.getMessage());
        }
    }

    private void consume(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        awaitTopics(consumer);
        seek(consumer);
        registered.countDown();
        while (true) {
            poll(consumer);
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                reception.take(record);
            }
            consumer.commitAsync((offsets, failure) -> {});
            status.overcome(STATION);
        } catch (OffsetOutOfRangeException madeAnew) {
            status.trouble(
                    STATION, "the topic does not reach back or up to the ledger's offset; read from its beginning");
            consumer.seekToBeginning(madeAnew.partitions());
        }
    }

    private void awaitTopics(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        List<String> needed = List.of(
                Topics.agentCommands(settings.database()),
                Topics.agentOutcomes(settings.database()),
                Topics.agentProgress(settings.database()));
        for (String topic : needed) {
            while (consumer.partitionsFor(topic).isEmpty()) {
                status.trouble(STATION, "topic " + topic + " is not there; the database is not registered yet");
                rest();
            }
        }
    }

    private void seek(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        TopicPartition partition = new TopicPartition(Topics.agentCommands(settings.database()), 0);
        consumer.assign(List.of(partition));
        Optional<Long> next = inbox.nextOffset(partition.topic());
        if (next.isPresent()) {
            consumer.seek(partition, next.get());
        } else {
            consumer.seekToBeginning(List.of(partition));
        }
    }

    private void rest() throws InterruptedException {
        never.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Map<String, Object> properties() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "towpath-agent-" + settings.database(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }
}
