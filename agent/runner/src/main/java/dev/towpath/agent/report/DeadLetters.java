package dev.towpath.agent.report;

import dev.towpath.contracts.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topic {@code towpath.dead-letters}: the original key, value and headers, and why and whence beside them. */
public final class DeadLetters {
    private static final String REASON = "towpath-reason";
    private static final String PLACE = "towpath-origin";

    private final KafkaSender sender;

    public DeadLetters(KafkaSender sender) {
        this.sender = sender;
    }

    /** Returns when Kafka has it. */
    public void send(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value(), record.headers());
        letter.headers().add(REASON, reason.getBytes(StandardCharsets.UTF_8));
        String place = record.topic() + "/" + record.partition() + "/" + record.offset();
        letter.headers().add(PLACE, place.getBytes(StandardCharsets.UTF_8));
        sender.deliver(letter);
    }
}
