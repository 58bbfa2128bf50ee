package dev.towpath.agent.report;

import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.ledger.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends what waits in the ledger's outbox: one by one, the next only after Kafka has acknowledged the one before, and
 * removed only then. A crash in between sends it again, the same bytes under the same identity.
 */
public final class OutcomePublisher implements Runnable {
    /** Behind {@link #wake}, which makes it look at once. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final String topic;
    private final Outbox outbox;
    private final KafkaSender sender;
    private final AgentMetrics metrics;
    private final CountDownLatch registered;
    private final Semaphore news = new Semaphore(0);

    /** @param registered counted down when the topic is there */
    public OutcomePublisher(
            String topic, Outbox outbox, KafkaSender sender, AgentMetrics metrics, CountDownLatch registered) {
        this.topic = topic;
        this.outbox = outbox;
        this.sender = sender;
        this.metrics = metrics;
        this.registered = registered;
    }

    /** There is something to send. */
    public void wake() {
        news.release();
    }

    @Override
    public void run() {
        try {
            registered.await();
            while (true) {
                while (publish()) {
                    news.drainPermits();
                }
                if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what waits now; false if nothing did. */
    private boolean publish() throws InterruptedException {
        List<Outbox.Pending> waiting = outbox.pending();
        metrics.outboxDepth(waiting.isEmpty() ? 0 : waiting.getFirst().pending());
        List<Long> sent = new ArrayList<>();
        for (Outbox.Pending outcome : waiting) {
            sender.deliver(KafkaSender.record(topic, outcome.subject(), outcome.message()));
            sent.add(outcome.position());
        }
        if (!sent.isEmpty()) {
            outbox.remove(sent);
        }
        return !sent.isEmpty();
    }
}
