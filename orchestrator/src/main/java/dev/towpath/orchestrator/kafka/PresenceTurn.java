package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.Topics;
import dev.towpath.orchestrator.services.ListeningClock;
import dev.towpath.orchestrator.services.PostgresPresence;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One consumer's turn at {@code towpath.presence}: every record in order, and the listening clock ticked whenever a
 * broker has just said that there is nothing more to read. Only then is an instance's silence its own.
 */
@Singleton
final class PresenceTurn {
    private static final Logger LOG = Logger.getLogger(PresenceTurn.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TICK = Duration.ofMillis(400);
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final PresenceIntake intake;
    private final StoredPositions positions;
    private final PostgresPresence presence;
    private final ListeningClock clock;

    PresenceTurn(
            PresenceIntake intake,
            @Identifier("stored-positions") StoredPositions positions,
            PostgresPresence presence,
            ListeningClock clock) {
        this.intake = intake;
        this.positions = positions;
        this.presence = presence;
        this.clock = clock;
    }

    /** Until {@code over}, or until Kafka or the store throw. */
    void follow(KafkaConsumer<byte[], byte[]> consumer, BooleanSupplier over) {
        consumer.subscribe(List.of(Topics.PRESENCE), startingWhereTheStoreSays(consumer));
        long lastTick = System.nanoTime();
        while (!over.getAsBoolean()) {
            poll(consumer);
            if (System.nanoTime() - lastTick >= TICK.toNanos()) {
                lastTick = System.nanoTime();
                tick(consumer);
            }
        }
    }

    private void poll(KafkaConsumer<byte[], byte[]> consumer) {
        try {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            consumer.poll(POLL).forEach(records::add);
            intake.take(records).await().indefinitely();
        } catch (OffsetOutOfRangeException anotherTopic) {
            startOver(consumer, anotherTopic.partitions());
        }
    }

    private void tick(KafkaConsumer<byte[], byte[]> consumer) {
        Set<TopicPartition> ours = consumer.assignment();
        if (!ours.isEmpty() && caughtUp(consumer, ours)) {
            clock.tick()
                    .ifNoItem()
                    .after(ANSWER)
                    .fail()
                    .onFailure()
                    .invoke(failure -> LOG.warnf("the listening clock stands still: %s", failure))
                    .onFailure()
                    .recoverWithNull()
                    .await()
                    .indefinitely();
        }
    }

    private static boolean caughtUp(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> ours) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(ours, ANSWER);
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
        } catch (TimeoutException noAnswer) {
            return false;
        }
    }

    /** The topic was made anew, or cut: what it says now is all there is. */
    private void startOver(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        LOG.warnf("%s ends before the stored position; it is read from its start", partitions);
        for (TopicPartition partition : partitions) {
            presence.forgetPosition(partition.topic(), partition.partition())
                    .await()
                    .indefinitely();
        }
        consumer.seekToBeginning(partitions);
    }

    private ConsumerRebalanceListener startingWhereTheStoreSays(KafkaConsumer<byte[], byte[]> consumer) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                consumer.seekToBeginning(partitions);
                positions.onPartitionsAssigned(consumer, partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                LOG.debugf("%s go to another orchestrator", partitions);
            }
        };
    }
}
