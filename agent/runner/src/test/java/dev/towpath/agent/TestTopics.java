package dev.towpath.agent;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.servers.KafkaServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The orchestrator's side of one database's topics, on the one broker that all tests of this JVM share. */
final class TestTopics {
    private static final MessageCodec CODEC = new MessageCodec();

    private static final class Shared {
        static final KafkaServer SERVER = KafkaServer.start();
    }

    private final DatabaseId database;
    private final String bootstrap;
    private final Map<String, KafkaConsumer<byte[], byte[]>> consumers = new HashMap<>();
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> read = new HashMap<>();

    TestTopics(DatabaseId database) {
        this(database, Shared.SERVER.bootstrap());
    }

    /** On a broker that the test may halt. */
    TestTopics(DatabaseId database, String bootstrap) {
        this.database = database;
        this.bootstrap = bootstrap;
    }

    String bootstrap() {
        return bootstrap;
    }

    /** What registering the database does. */
    void create() throws InterruptedException {
        List<NewTopic> topics = Stream.of(
                        Topics.agentCommands(database), Topics.agentOutcomes(database), Topics.agentProgress(database))
                .map(name -> new NewTopic(name, 1, (short) 1))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Sends a command as the orchestrator's {@code sequence}-th about {@code subject}. */
    void send(String id, String subject, long sequence, AgentCommand command) throws InterruptedException {
        Envelope<AgentCommand> message =
                new Envelope<>(new MessageId("/orchestrator", id), Instant.EPOCH, subject, 7, sequence, "", command);
        WireRecord wire = CODEC.encode(message);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.agentCommands(database), wire.value());
        wire.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(record);
    }

    void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How far the agent's commands are read, as Kafka knows it. */
    long committed() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            OffsetAndMetadata known = admin.listConsumerGroupOffsets("towpath-agent-" + database)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(Topics.agentCommands(database), 0));
            return known == null ? 0 : known.offset();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As Kafka does with what is older than it is to keep. */
    void forgetCommandsBefore(long offset) throws InterruptedException {
        TopicPartition partition = new TopicPartition(Topics.agentCommands(database), 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Every outcome so far, announcements left out, as it lies in the topic. */
    List<Envelope<?>> outcomes() {
        List<Envelope<?>> outcomes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : all(Topics.agentOutcomes(database))) {
            Envelope<?> message = decode(record);
            if (!(message.data() instanceof AgentAnnounced)) {
                outcomes.add(message);
            }
        }
        return outcomes;
    }

    /** Every announcement so far. */
    List<AgentAnnounced> announcements() {
        return all(Topics.agentOutcomes(database)).stream()
                .map(record -> decode(record).data())
                .filter(AgentAnnounced.class::isInstance)
                .map(AgentAnnounced.class::cast)
                .toList();
    }

    /** Every record of the topic so far; a second look reads on where the first one ended. */
    synchronized List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = consumers.computeIfAbsent(topic, this::fromTheBeginning);
        List<ConsumerRecord<byte[], byte[]>> records = read.computeIfAbsent(topic, name -> new ArrayList<>());
        TopicPartition partition = new TopicPartition(topic, 0);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return List.copyOf(records);
    }

    /** Open as long as this JVM. */
    private KafkaConsumer<byte[], byte[]> fromTheBeginning(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static Envelope<?> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return CODEC.decode(headers(record), record.value());
        } catch (UnreadableMessage unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
