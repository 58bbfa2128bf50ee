package dev.towpath.agent.report;

import dev.towpath.contracts.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topic {@code towpath.dead-letters}: key, headers and bytes as they came, and why and whence in headers of ours. */
public final class DeadLetters {
    private final KafkaSender sender;

    public DeadLetters(KafkaSender sender) {
        this.sender = sender;
    }

    /** Returns when Kafka has it. */
    public void send(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), record.headers());
        add(letter, "towpath-dead-reason", reason);
        add(letter, "towpath-dead-topic", record.topic());
        add(letter, "towpath-dead-partition", Integer.toString(record.partition()));
        add(letter, "towpath-dead-offset", Long.toString(record.offset()));
        sender.deliver(letter);
    }

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
