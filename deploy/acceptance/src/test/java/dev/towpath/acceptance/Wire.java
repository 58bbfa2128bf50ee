package dev.towpath.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka as kcat would use it: writes to the command topic, reads whole topics. */
final class Wire {
    private final String bootstrap;

    Wire(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Sends values to {@code towpath.commands} without key or headers, and returns when Kafka has them. */
    void command(String... values) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>("towpath.commands", value.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    /** Behind the last record of each partition of the topics whose name starts with {@code prefix}. */
    Map<TopicPartition, Long> ends(String prefix) {
        try (var consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, prefix));
        }
    }

    /** Everything that is in the topics whose name starts with {@code prefix}, up to their end as of now. */
    List<ConsumerRecord<byte[], byte[]>> readAll(String prefix) {
        try (var consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, prefix);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String prefix) {
        return consumer.listTopics().entrySet().stream()
                .filter(topic -> topic.getKey().startsWith(prefix))
                .flatMap(topic -> topic.getValue().stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
