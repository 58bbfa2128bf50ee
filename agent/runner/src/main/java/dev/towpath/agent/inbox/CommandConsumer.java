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
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads this agent's command topic, record by record, from where the ledger says.
 *
 * <p>A plain client with its one partition assigned by hand, rather than a channel of the framework: who may read is
 * decided by the fence, not by a consumer group, so there is no rebalance to wait for after a crash; and a record is
 * finished when the ledger has it, on the thread that read it. The group's committed offset follows the ledger; if it is
 * ahead, the ledger is older than it was, and neither the steps in between nor those that it has open are executed again
 * ({@link ReadAgain}). That is asked once before an owner takes up what is open.
 *
 * <p>Failure semantics: a broker or topic that is not there is waited for. If the topic was made anew, so that the ledger's
 * offset is out of its range, reading starts at its beginning: what was seen before is dropped by identity and sequence.
 */
public final class CommandConsumer implements Runnable {
    private static final Logger LOG = Logger.getLogger(CommandConsumer.class);
    private static final String STATION = "kafka commands";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final AgentSettings settings;
    private final Inbox inbox;
    private final Reception reception;
    private final AgentStatus status;
    private final CountDownLatch registered;
    private final CountDownLatch never = new CountDownLatch(1);
    /** What lies before this offset was taken in once, be it by this ledger or by one that the target has lost since. */
    private long readBefore;

    private boolean tookUp;

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
        boolean older = seek(consumer);
        if (!tookUp) {
            reception.takeUp(inbox.open(), older);
            tookUp = true;
        }
        registered.countDown();
        while (true) {
            poll(consumer);
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                reception.take(record, record.offset() < readBefore);
            }
            if (consumer.position(partition()) >= readBefore) {
                consumer.commitAsync((offsets, failure) -> {});
            }
            status.overcome(STATION);
        } catch (OffsetOutOfRangeException madeAnew) {
            status.trouble(
                    STATION, "the topic does not reach back or up to the ledger's offset; read from its beginning");
            readBefore = readBefore(consumer);
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

    private TopicPartition partition() {
        return new TopicPartition(Topics.agentCommands(settings.database()), 0);
    }

    /** Returns whether the ledger is older than it was. */
    private boolean seek(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        TopicPartition partition = partition();
        consumer.assign(List.of(partition));
        Optional<Long> next = inbox.nextOffset(partition.topic());
        readBefore = readBefore(consumer);
        boolean older = next.orElse(0L) < readBefore;
        if (older) {
            LOG.warnf(
                    "offset=%d is known to Kafka, %d to the ledger: the target went back in time",
                    readBefore, next.orElse(0L));
        }
        if (next.isPresent()) {
            consumer.seek(partition, next.get());
        } else {
            consumer.seekToBeginning(List.of(partition));
        }
        return older;
    }

    /**
     * The group's offset follows the ledger, which is written first: it is ahead only if the ledger was. One behind the end
     * of the topic is that of a topic which was made anew since.
     */
    private long readBefore(KafkaConsumer<byte[], byte[]> consumer) {
        Set<TopicPartition> own = Set.of(partition());
        OffsetAndMetadata known = consumer.committed(own).get(partition());
        long end = consumer.endOffsets(own).getOrDefault(partition(), 0L);
        return known == null || known.offset() > end ? 0 : known.offset();
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
