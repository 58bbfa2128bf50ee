package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import dev.towpath.orchestrator.handling.HandlingMetrics;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Sees each record of a topic through to the end: handled, or a dead letter. While the store or Kafka is away the record
 * is tried again for ever, and those behind it wait: their order is kept, and none of them is a dead letter. A record that
 * fails for any other reason is tried so many times, and is then a dead letter; those behind it go on.
 *
 * <p>Promises: a dead letter and the position behind it are one commit, so that it is neither lost nor written twice; it
 * leaves through the outbox like everything else. Attempts are counted by the process that makes them: another one that
 * takes over begins anew.
 *
 * <p>Where reading goes on is committed by whoever handles the record, never to Kafka.
 */
@Singleton
final class Intake {
    /** Who puts a message aside here. */
    static final String NAME = "/orchestrator";

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final EventStore store;
    private final HandlingMetrics metrics;
    private final Waiting waiting;
    private final AttemptLimit limit;

    Intake(EventStore store, HandlingMetrics metrics, Waiting waiting, AttemptLimit limit) {
        this.store = store;
        this.metrics = metrics;
        this.waiting = waiting;
        this.limit = limit;
    }

    /** Never fails. */
    Uni<Void> take(ConsumerRecord<byte[], byte[]> record, Function<OriginalRecord, Uni<Void>> handling) {
        return take(record, handling, reason -> Append.NOTHING);
    }

    /** Never fails. {@code farewell} is written with the dead letter, if it comes to that. */
    Uni<Void> take(
            ConsumerRecord<byte[], byte[]> record,
            Function<OriginalRecord, Uni<Void>> handling,
            Function<DeadReason, Append> farewell) {
        OriginalRecord original = original(record);
        Attempts made = new Attempts(limit.attempts());
        Uni<Void> attempt = untilTheWorldIsBack(original, Uni.createFrom().deferred(() -> handling.apply(original)))
                .onFailure()
                .invoke(failure -> {
                    LOG.warnf(failure, "message_id=%s@%d failed", original.topic(), original.offset());
                    made.failed(failure);
                });
        return again(attempt, made)
                .onFailure()
                .recoverWithUni(failure -> {
                    DeadReason reason = made.reason();
                    return bury(original, reason, farewell.apply(reason));
                })
                .invoke(() -> seenThrough(record));
    }

    /** To be said of a record that was seen through elsewhere. */
    void seenThrough(ConsumerRecord<byte[], byte[]> record) {
        metrics.seenThrough(record.topic(), record.timestamp());
    }

    /** Keeps what can't be read, whole, and goes on. */
    Uni<Void> deadLetter(OriginalRecord record, String rule, String detail) {
        return bury(record, DeadReason.plain(NAME, rule, detail), Append.NOTHING);
    }

    /** Never fails; what the store can't take whole is kept by its place alone. */
    Uni<Void> bury(OriginalRecord record, DeadReason reason, Append farewell) {
        LOG.errorf(
                "message_id=%s@%d goes to the dead letters: %s: %s",
                record.topic(), record.offset(), reason.rule(), reason.detail());
        Append rest = farewell.and(Append.consumed(record.next()));
        return untilTheWorldIsBack(record, store.append(letter(record, reason).and(rest)))
                .onFailure()
                .recoverWithUni(unkept -> {
                    LOG.errorf(unkept, "message_id=%s@%d is kept without its bytes", record.topic(), record.offset());
                    Append place = letter(record.emptied(), reason).and(Append.consumed(record.next()));
                    return retried(record, store.append(place), failure -> true);
                })
                .invoke(() -> metrics.deadLetter(record.topic(), reason.rule()));
    }

    /**
     * Sees a dead letter through: never fails, and never makes a dead letter of one. What can't be kept whole is kept
     * without its bytes.
     */
    Uni<Void> keep(ConsumerRecord<byte[], byte[]> record, Function<OriginalRecord, Uni<Void>> keeping) {
        OriginalRecord original = original(record);
        return untilTheWorldIsBack(original, Uni.createFrom().deferred(() -> keeping.apply(original)))
                .onFailure()
                .recoverWithUni(unkept -> {
                    LOG.errorf(unkept, "message_id=%s@%d is kept without its bytes", record.topic(), record.offset());
                    Uni<Void> place = Uni.createFrom().deferred(() -> keeping.apply(original.emptied()));
                    return retried(original, place, failure -> true);
                });
    }

    private static Append letter(OriginalRecord record, DeadReason reason) {
        return Append.message(record.asDeadLetter(reason));
    }

    private static Uni<Void> again(Uni<Void> attempt, Attempts made) {
        return made.again() == 0
                ? attempt
                : attempt.onFailure().retry().withBackOff(SOON, LATER).atMost(made.again());
    }

    private Uni<Void> untilTheWorldIsBack(OriginalRecord record, Uni<Void> work) {
        return retried(record, work, Blame::isTheWorlds);
    }

    private Uni<Void> retried(OriginalRecord record, Uni<Void> work, Predicate<Throwable> whichPasses) {
        return work.onFailure(whichPasses)
                .invoke(failure -> waiting.waits(record.topic(), failure))
                .onFailure(whichPasses)
                .retry()
                .withBackOff(SOON, LATER)
                .indefinitely()
                .onTermination()
                .invoke(() -> waiting.goesOn(record.topic()));
    }

    static OriginalRecord original(ConsumerRecord<byte[], byte[]> record) {
        List<Header> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(new Header(header.key(), header.value())));
        return new OriginalRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                headers,
                record.value());
    }
}
