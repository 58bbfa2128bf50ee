package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.Conflict;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import dev.towpath.orchestrator.handling.HandlingMetrics;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Sees each record of a topic through to the end: handled, or a dead letter. While the store or Kafka is away the record
 * is tried again for ever, and those behind it wait; a record that fails for any other reason becomes a dead letter, and
 * those behind it go on.
 *
 * <p>Where reading goes on is committed by whoever handles the record, never here and never to Kafka.
 */
@Singleton
final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(5);

    /** SQLSTATE class 22: the data itself is what the store can't take. */
    private static final String DATA_EXCEPTION = "22";

    private final EventStore store;
    private final HandlingMetrics metrics;

    Intake(EventStore store, HandlingMetrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    /** Never fails. The edge to Kafka: whatever {@code handling} throws ends here. */
    Uni<Void> take(ConsumerRecord<byte[], byte[]> record, Function<OriginalRecord, Uni<Void>> handling) {
        OriginalRecord original = original(record);
        return untilStoreIsBack(original, Uni.createFrom().deferred(() -> handling.apply(original)))
                .onFailure()
                .recoverWithUni(bug -> {
                    LOG.errorf(bug, "message_id=%s@%d can't be handled", original.topic(), original.offset());
                    return deadLetter(original, "it can't be handled: " + bug);
                });
    }

    /** Keeps what can't be read, whole, and goes on. */
    Uni<Void> deadLetter(OriginalRecord record, UnreadableMessage unreadable) {
        return deadLetter(record, unreadable.rule() + ": " + unreadable.detail());
    }

    Uni<Void> deadLetter(OriginalRecord record, String reason) {
        metrics.deadLetter(record.topic());
        LOG.warnf("message_id=%s@%d goes to the dead letters: %s", record.topic(), record.offset(), reason);
        Append kept =
                Append.message(record.asDeadLetter(Topics.DEAD_LETTERS, reason)).and(Append.consumed(record.next()));
        return untilStoreIsBack(record, store.append(kept))
                .onFailure()
                .invoke(bug ->
                        LOG.errorf(bug, "message_id=%s@%d is passed over unkept", record.topic(), record.offset()))
                .onFailure()
                .recoverWithNull();
    }

    private static Uni<Void> untilStoreIsBack(OriginalRecord record, Uni<Void> work) {
        return work.onFailure(Intake::isPassing)
                .invoke(failure ->
                        LOG.warnf("message_id=%s@%d waits: %s", record.topic(), record.offset(), failure.toString()))
                .onFailure(Intake::isPassing)
                .retry()
                .withBackOff(SOON, LATER)
                .indefinitely();
    }

    /** Whether the same may succeed later: everything that is neither a bug of ours nor the fault of the data. */
    private static boolean isPassing(Throwable failure) {
        return switch (failure) {
            case PgException e -> e.getSqlState() == null || !e.getSqlState().startsWith(DATA_EXCEPTION);
            case Conflict e -> true;
            case IllegalStateException e -> false;
            case IllegalArgumentException e -> false;
            case NullPointerException e -> false;
            case ClassCastException e -> false;
            case IndexOutOfBoundsException e -> false;
            case ArithmeticException e -> false;
            case Error e -> false;
            case Throwable e -> true;
        };
    }

    private static OriginalRecord original(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return new OriginalRecord(
                record.topic(), record.partition(), record.offset(), record.key(), headers, record.value());
    }
}
