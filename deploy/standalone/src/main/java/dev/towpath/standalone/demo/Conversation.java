package dev.towpath.standalone.demo;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.codec.WireRecord;
import dev.towpath.contracts.command.UserCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Talks to Towpath as any program may: commands, replies, events and progress, all over Kafka. */
final class Conversation implements AutoCloseable {
    private static final String SOURCE = "/demo";

    private final MessageCodec codec = new MessageCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private int sent;

    Conversation(String bootstrap, DatabaseId database) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(
                        Topics.COMMAND_REPLIES, Topics.EVENTS, Topics.agentProgress(database))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void send(UserCommand command) {
        sent++;
        MessageId id = new MessageId(SOURCE, "demo-" + sent);
        WireRecord wire = codec.encode(new Envelope<>(id, Instant.now(), "", 0, 0, "", command));
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(Topics.COMMANDS, wire.value());
        wire.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
        producer.flush();
    }

    /** What has been said since the last call; waits a moment if nothing was. */
    List<Message> hear() throws UnreadableMessage {
        List<Message> heard = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
            Map<String, String> headers = new HashMap<>();
            message.headers().forEach(header -> headers.put(header.key(), text(header.value())));
            heard.add(codec.decode(headers, message.value()).data());
        }
        return heard;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
