package dev.towpath.contracts.event;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.util.List;

/**
 * A rollout of which a ledger knows more than the log did.
 *
 * @param received number of the last command that the agent had taken in
 * @param sent number of the last command that the log knows of; 0 of a rollout that it does not know
 * @param history how often the commands of the rollout have begun anew at the agent
 * @param steps those that the ledger proves and the log did not know to be done
 */
public record LedgerAhead(RolloutId rolloutId, long received, long sent, int history, List<StepId> steps) {
    public LedgerAhead {
        steps = List.copyOf(steps);
    }
}
