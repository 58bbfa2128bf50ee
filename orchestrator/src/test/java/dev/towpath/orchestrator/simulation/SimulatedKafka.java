package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.eventstore.OutboxMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Topics of one partition each, as all of Towpath's are. What was acknowledged stays, in its order. A producer that gets
 * no acknowledgement sends again, so nothing is lost here, and things come twice; two producers come in any order.
 */
final class SimulatedKafka {
    private final Map<String, List<OutboxMessage>> topics = new TreeMap<>();
    private final List<Runnable> readers = new ArrayList<>();

    void append(OutboxMessage message) {
        topics.computeIfAbsent(message.topic(), none -> new ArrayList<>()).add(message);
        readers.forEach(Runnable::run);
    }

    /** {@code woken} is run after each record; it is forgotten by whoever is dead. */
    void onRecord(Runnable woken) {
        readers.add(woken);
    }

    List<OutboxMessage> topic(String name) {
        return topics.getOrDefault(name, List.of());
    }

    Map<String, List<OutboxMessage>> topics() {
        return topics;
    }

    Optional<OutboxMessage> at(String topic, long offset) {
        List<OutboxMessage> records = topic(topic);
        return offset < records.size() ? Optional.of(records.get((int) offset)) : Optional.empty();
    }

    static ConsumerRecord<byte[], byte[]> record(OutboxMessage message, long offset) {
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach(header -> headers.add(header.name(), header.value()));
        return new ConsumerRecord<>(
                message.topic(),
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                message.key(),
                message.value(),
                headers,
                Optional.empty());
    }
}
