package dev.towpath.contracts.outcome;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.util.List;

/**
 * What the ledger knows of rollouts: the answer to {@link dev.towpath.contracts.agent.ReportLedger}, and said without being
 * asked of a rollout whose commands begin anew at a number that the ledger had already. In turn with the agent's reports.
 *
 * @param complete false if there were too many receipts to send; those that are missing are learned step by step
 */
public record LedgerReported(DatabaseId database, List<Account> rollouts, boolean complete) implements Outcome {
    /** More receipts than these are not sent. */
    public static final int MOST_RECEIPTS = LedgerReading.MOST_RECEIPTS;

    /**
     * One rollout.
     *
     * @param received number of the last command that was taken in; of the history before, where another has just begun
     * @param history how often its commands began anew
     * @param steps those with a receipt, be they a stage's or such as take one back
     */
    public record Account(RolloutId rolloutId, long received, int history, List<StepId> steps) {
        public Account {
            steps = List.copyOf(steps);
        }
    }

    public LedgerReported {
        rollouts = List.copyOf(rollouts);
    }
}
