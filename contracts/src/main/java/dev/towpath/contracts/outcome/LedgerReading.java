package dev.towpath.contracts.outcome;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.util.List;

/**
 * What the ledger of a target proves at the moment in which an agent became its owner, before anything else is done there.
 * It is written into the ledger and sent in turn with the agent's other reports: whatever was reported before it has its
 * receipt here, unless the target went back in time.
 *
 * @param timeline of the server; a new one begins with each promotion and each recovery to a point in time
 * @param receipts of the rollouts that are open in the ledger; a rollout without any is not named
 * @param complete false if there were too many to send, so that what is missing says nothing
 */
public record LedgerReading(long timeline, List<Receipts> receipts, boolean complete) {
    /** More receipts than these are not sent. */
    public static final int MOST_RECEIPTS = 4_000;

    /** The steps of a rollout whose effect is proven. */
    public record Receipts(RolloutId rolloutId, List<StepId> steps) {
        public Receipts {
            steps = List.copyOf(steps);
        }
    }

    public LedgerReading {
        receipts = List.copyOf(receipts);
    }

    /** The steps of {@code rolloutId} that have a receipt. */
    public List<StepId> stepsOf(RolloutId rolloutId) {
        return receipts.stream()
                .filter(known -> known.rolloutId().equals(rolloutId))
                .flatMap(known -> known.steps().stream())
                .toList();
    }
}
