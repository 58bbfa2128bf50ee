package dev.towpath.agent.health;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** The agent's meters, each named once. */
public final class AgentMetrics {
    private final MeterRegistry registry;
    private final AtomicLong outboxDepth = new AtomicLong();

    public AgentMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("towpath.outbox.depth", outboxDepth);
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
        registry.counter("towpath.dead.letters", "rule", rule).increment();
    }

    /** Outcomes in the ledger that Kafka has not acknowledged. */
    public void outboxDepth(long outcomes) {
        outboxDepth.set(outcomes);
    }
}
