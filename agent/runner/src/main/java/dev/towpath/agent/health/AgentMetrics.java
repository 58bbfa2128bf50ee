package dev.towpath.agent.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** The agent's meters, each named once. */
public final class AgentMetrics {
    /** The commonest rule: its counter is shown from the start, so that an alert sees the first one. */
    private static final String UNREADABLE = "UnreadableMessage";

    private final MeterRegistry registry;
    private final AtomicLong outboxDepth = new AtomicLong();
    private final AtomicLong inboxDepth = new AtomicLong();
    private final AtomicLong heldBack = new AtomicLong();

    public AgentMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("towpath.outbox.depth", outboxDepth);
        registry.gauge("towpath.inbox.depth", inboxDepth);
        registry.gauge("towpath.inbox.held.back", heldBack);
        deadLetters(UNREADABLE);
    }

    /** A step ended; result is {@code succeeded} or the failure's kind. */
    public void stepEnded(String stage, String result) {
        registry.counter("towpath.steps", "stage", stage, "result", result).increment();
    }

    /** Times that a lock was asked for, whether it was had or not. */
    public void lockAttempts(int attempts) {
        registry.counter("towpath.lock.attempts").increment(attempts);
    }

    /** Rows that a backfill wrote. */
    public void backfilled(long rows) {
        registry.counter("towpath.backfill.rows").increment(rows);
    }

    /** A message was put aside, by the rule that it broke. */
    public void deadLetter(String rule) {
        deadLetters(rule).increment();
    }

    private Counter deadLetters(String rule) {
        return registry.counter("towpath.dead.letters", "rule", rule);
    }

    /**
     * Commands in the ledger that are not done.
     *
     * @param waiting those of them that wait for one before them which has not come
     */
    public void inboxDepth(long commands, long waiting) {
        inboxDepth.set(commands);
        heldBack.set(waiting);
    }

    /** Somebody else owns the ledger, and shows its figures. */
    public void ownsNothing() {
        inboxDepth(0, 0);
        outboxDepth(0);
    }

    /** Outcomes in the ledger that Kafka has not acknowledged. */
    public void outboxDepth(long outcomes) {
        outboxDepth.set(outcomes);
    }
}
