package dev.towpath.cli.audit;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.audit.AnchorBook;
import dev.towpath.contracts.audit.Finding;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topic {@code towpath.anchors} from its beginning to where it ends now. Belongs to no group and commits nothing. */
final class AnchorTopic {
    /** How findings call it. */
    static final String PLACE = "topic " + Topics.ANCHORS;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MessageCodec codec = new MessageCodec();
    private final String brokers;

    AnchorTopic(String brokers) {
        this.brokers = brokers;
    }

    void read(AnchorBook book, Consumer<Finding> found) {
        book.expectAll(PLACE);
        // its logging interface would greet every call on stderr, since there is no provider
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            readAll(consumer, record -> take(record, book, found));
        } catch (KafkaException e) {
            throw new CallEnded(
                    ExitCode.NOT_REACHED,
                    "Kafka at " + brokers + " can't be read (" + e.getClass().getSimpleName() + "): " + e.getMessage());
        }
    }

    private static void readAll(
            KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ANCHORS, PATIENCE).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey(), PATIENCE) < end.getValue())) {
            consumer.poll(Duration.ofSeconds(1)).forEach(reader);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, AnchorBook book, Consumer<Finding> found) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        try {
            if (codec.decode(headers, record.value()).data() instanceof Anchor anchor) {
                book.outside(PLACE, anchor);
            } else {
                found.accept(new Finding.NoAnchor(PLACE, record.offset()));
            }
        } catch (UnreadableMessage e) {
            found.accept(new Finding.NoAnchor(PLACE, record.offset()));
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return properties;
    }
}
