package dev.towpath.orchestrator.kafka;

import dev.towpath.orchestrator.eventstore.ConsumedPosition;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.migration.SchemaVersion;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reading goes on where the store says, whatever Kafka remembers: positions are committed with what the records caused,
 * so a store that was put back reads again what it has forgotten. A partition that was never read is read from its start.
 *
 * <p>Failure semantics: waits for a store that is away or not migrated; nothing is read before.
 */
@Singleton
@Identifier("stored-positions")
public final class StoredPositions implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(StoredPositions.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final EventStore store;
    private final SchemaVersion schema;

    StoredPositions(EventStore store, SchemaVersion schema) {
        this.store = store;
        this.schema = schema;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            position(partition).ifPresent(position -> consumer.seek(partition, position.nextOffset()));
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
