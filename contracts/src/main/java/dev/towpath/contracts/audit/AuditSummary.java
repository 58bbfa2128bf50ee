package dev.towpath.contracts.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an auditor asks of a rollout, each answer with the version of the event that it rests on. Follows from the events and
 * from nothing else: {@link Summaries} makes it, for whoever exports and for whoever verifies.
 *
 * @param trust on what the names of people rest: {@code claims}, whoever sent a command said who they are
 * @param end {@code completed}, {@code rolled_back}, {@code aborted}, or {@code open}
 */
public record AuditSummary(
        String author,
        Instant submitted,
        String trust,
        String end,
        List<FrozenPlan> plans,
        List<Word> approvals,
        List<Opening> gates,
        List<Skip> skips,
        List<Attempt> attempts,
        List<Comparison> verifications) {
    public AuditSummary {
        plans = List.copyOf(plans);
        approvals = List.copyOf(approvals);
        gates = List.copyOf(gates);
        skips = List.copyOf(skips);
        attempts = List.copyOf(attempts);
        verifications = List.copyOf(verifications);
    }

    /** A plan that was executed from then on. */
    public record FrozenPlan(long version, Instant time, String hash, String pointOfNoReturn, int steps) {}

    /**
     * A person's word on a gate.
     *
     * @param said {@code approved}, {@code approval_withdrawn}, {@code rejected}, {@code rejection_withdrawn},
     *     {@code reopened}; or {@code approval_expired}, which time said
     * @param planHash what was approved; empty for another word
     */
    public record Word(
            long version, Instant time, String actor, String reason, String said, String gate, String planHash) {}

    /** A gate that opened, and on what evidence. */
    public record Opening(long version, Instant time, String gate, List<String> evidence) {
        public Opening {
            evidence = List.copyOf(evidence);
        }
    }

    /** A gate that somebody passed over, and what had not been met. */
    public record Skip(long version, Instant time, String actor, String reason, String gate, List<String> unmet) {
        public Skip {
            unmet = List.copyOf(unmet);
        }
    }

    /**
     * What a step met on its way to its lock, or how its attempt ended.
     *
     * @param what {@code blocked}, {@code completed}, {@code failed}, {@code in_doubt}
     * @param lock the strongest lock that the plan has it take; empty where no plan has the step
     * @param lockAttempts how often the lock was tried for so far
     * @param lockWait how long it was waited for; zero before the end
     * @param detail who holds it, or what went wrong
     */
    public record Attempt(
            long version,
            Instant time,
            String step,
            int attempt,
            String what,
            String lock,
            int lockAttempts,
            Duration lockWait,
            Duration duration,
            String detail) {}

    /** Rows that were compared, old side with new. */
    public record Comparison(
            long version, Instant time, String step, int attempt, boolean passed, long rows, String detail) {}
}
