package dev.towpath.agent.report;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.BackfillProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells what is never needed for correctness: every 5 s that the agent lives, and the latest progress of each backfill.
 * Nothing of it is kept or sent twice; a backfill never waits for it.
 */
public final class Announcements implements Runnable {
    /** What is announced of this agent; may ask the database, and then waits for it. */
    @FunctionalInterface
    public interface Self {
        AgentAnnounced now() throws InterruptedException;
    }

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final DatabaseId database;
    private final String source;
    private final MessageCodec codec;
    private final Clock clock;
    private final KafkaSender sender;
    private final Self self;
    private final CountDownLatch registered;
    private final CountDownLatch never = new CountDownLatch(1);
    private final ConcurrentMap<RolloutId, BackfillProgress> latest = new ConcurrentHashMap<>();

    /** @param registered counted down when the topics are there */
    public Announcements(
            DatabaseId database,
            String source,
            MessageCodec codec,
            Clock clock,
            KafkaSender sender,
            Self self,
            CountDownLatch registered) {
        this.database = database;
        this.source = source;
        this.codec = codec;
        this.clock = clock;
        this.sender = sender;
        this.self = self;
        this.registered = registered;
    }

    /** Replaces the rollout's progress that was not sent yet. */
    public void progress(BackfillProgress progress) {
        latest.put(progress.rolloutId(), progress);
    }

    @Override
    public void run() {
        try {
            registered.await();
            Instant due = Instant.MIN;
            while (true) {
                if (!clock.instant().isBefore(due)) {
                    send(Topics.agentOutcomes(database), database.value(), self.now());
                    due = clock.instant().plus(INTERVAL);
                }
                for (RolloutId rollout : latest.keySet()) {
                    BackfillProgress progress = latest.remove(rollout);
                    send(Topics.agentProgress(database), rollout.toString(), progress);
                }
                never.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String topic, String subject, Message data) throws InterruptedException {
        MessageId id = new MessageId(source, UUID.randomUUID().toString());
        Envelope<Message> message = new Envelope<>(id, clock.instant(), subject, 0, 0, "", data);
        sender.offer(KafkaSender.record(topic, subject, codec.encode(message)));
    }
}
