package dev.towpath.orchestrator.outbox;

import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.MessagesWaiting;
import dev.towpath.orchestrator.station.Station;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Brings the outbox to Kafka, in the order of {@link Cursor}, each message at least once. Of all orchestrators on one
 * store one relays at a time; another takes over when its connection to the store ends, or has been silent for too long. Until
 * then it passes on to the one that relays that there is something to relay.
 *
 * <p>Failure semantics: whatever fails, the store or Kafka, this goes on from the stored cursor a second later, for as
 * long as it takes. A crash between Kafka's answer and the cursor's commit publishes messages again, with the same
 * identity and sequence number, after messages that are younger: receivers drop what they have seen. So does a process that
 * froze with messages in its hands and wakes when another one has taken over. A word that is lost between processes costs
 * a second.
 */
@Singleton
public final class Relay implements Station {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration SLOW_POLL = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final PgConnectOptions store;
    private final Map<String, Object> kafka;
    private final MessagesWaiting waiting;
    private final RelayLag lag;
    private final Duration slowPoll;
    private final Thread thread;

    @Inject
    public Relay(
            Vertx vertx,
            PgConnectOptions store,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MessagesWaiting waiting,
            RelayLag lag) {
        this(vertx, store, kafka, waiting, lag, SLOW_POLL);
    }

    /** {@code slowPoll}: how long a message may lie that nobody has said a word of. */
    Relay(
            Vertx vertx,
            PgConnectOptions store,
            Map<String, Object> kafka,
            MessagesWaiting waiting,
            RelayLag lag,
            Duration slowPoll) {
        this.vertx = vertx;
        this.store = store;
        this.kafka = Map.copyOf(kafka);
        this.waiting = waiting;
        this.lag = lag;
        this.slowPoll = slowPoll;
        this.thread = Thread.ofPlatform().daemon().name("towpath-relay").unstarted(this::relay);
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Returns when nothing more will be published by this relay. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay() {
        try {
            while (true) {
                takeTurn();
                waiting.await(slowPoll);
            }
        } catch (InterruptedException e) {
            LOG.debug("the relay ends");
        }
    }

    /** Ends when store or Kafka fail. The edge to Kafka: whatever it throws, the cursor says where to go on. */
    private void takeTurn() throws InterruptedException {
        try (RelayTurn turn = RelayTurn.connect(vertx, store)) {
            awaitTurn(turn);
            turn.listen(waiting::ring);
            try (OutboxProducer producer = new OutboxProducer(kafka)) {
                publish(turn, producer);
            }
        } catch (RuntimeException e) {
            LOG.warnf("the relay lost the store or Kafka and will go on from its cursor: %s", e);
        }
    }

    /** Meanwhile whoever relays hears of what is written here: one word for all that was written since the last one. */
    private void awaitTurn(RelayTurn turn) throws InterruptedException {
        while (!turn.isOurs()) {
            long asked = System.nanoTime();
            Duration left = slowPoll;
            while (left.isPositive()) {
                if (waiting.await(left)) {
                    turn.passOn();
                }
                left = slowPoll.minusNanos(System.nanoTime() - asked);
            }
        }
    }

    private void publish(RelayTurn turn, OutboxProducer producer) throws InterruptedException {
        Patience patience = new Patience(slowPoll);
        Cursor cursor = turn.cursor();
        try {
            while (true) {
                OutboxPage page = turn.after(cursor);
                List<OutboxRow> rows = page.rows();
                lag.pending(rows);
                if (!rows.isEmpty()) {
                    producer.publish(rows.stream().map(OutboxRow::message).toList(), turn::speak);
                    cursor = rows.getLast().cursor();
                }
                if (waiting.await(patience.after(page))) {
                    patience.anew();
                }
            }
        } catch (InterruptedException e) {
            turn.leave(cursor);
            throw e;
        }
    }
}
