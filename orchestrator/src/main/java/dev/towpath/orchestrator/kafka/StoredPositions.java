package dev.towpath.orchestrator.kafka;

import static java.util.Objects.requireNonNull;

import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.migration.SchemaVersion;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Reading goes on where the store says, whatever Kafka remembers: positions are committed with what the records caused,
 * so a store that was put back reads again what it has forgotten. A partition that was never read is read from its start.
 * What Kafka has not kept since is named ({@link LostPositions}) when a partition is taken over.
 *
 * <p>Failure semantics: waits for a store that is away or not migrated; nothing is read before. Brokers that don't say
 * what they keep hold nothing up; a warning says that it was not compared.
 */
@Singleton
@Identifier("stored-positions")
public final class StoredPositions implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(StoredPositions.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final EventStore store;
    private final SchemaVersion schema;
    private final LostPositions lost;

    StoredPositions(EventStore store, SchemaVersion schema, LostPositions lost) {
        this.store = store;
        this.schema = schema;
        this.lost = lost;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> stored = new HashMap<>();
        for (TopicPartition partition : partitions) {
            position(partition).ifPresent(position -> stored.put(partition, position.nextOffset()));
        }
        stored.forEach(consumer::seek);
        if (!stored.isEmpty()) {
            compare(consumer, stored);
        }
    }

    private void compare(Consumer<?, ?> consumer, Map<TopicPartition, Long> stored) {
        try {
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(stored.keySet(), ANSWER);
            Map<TopicPartition, Long> ends = consumer.endOffsets(stored.keySet(), ANSWER);
            stored.forEach((partition, next) -> LostPosition.between(
                            next, requireNonNull(starts.get(partition)), requireNonNull(ends.get(partition)))
                    .ifPresent(found -> lost.notice(partition, found)));
        } catch (TimeoutException noAnswer) {
            LOG.warnf("whether Kafka still has what is to be read next of %s was not found out", stored.keySet());
        }
    }

    private Optional<ConsumedPosition> position(TopicPartition partition) {
        return schema.mustFit()
                .chain(() -> store.consumed(partition.topic(), partition.partition()))
                .onFailure()
                .invoke(failure -> LOG.warnf("%s waits for the store: %s", partition, failure))
                .onFailure()
                .retry()
                .withBackOff(SOON, LATER)
                .indefinitely()
                .await()
                .indefinitely();
    }
}
