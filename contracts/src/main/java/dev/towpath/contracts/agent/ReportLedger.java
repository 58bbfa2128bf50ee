package dev.towpath.contracts.agent;

import dev.towpath.contracts.DatabaseId;
import java.time.Instant;

/**
 * Say what the ledger knows of its rollouts, as {@link dev.towpath.contracts.outcome.LedgerReported}: the orchestrator's
 * store may have been put back. The answer follows every report that was made before it. Changes nothing.
 *
 * @param since rollouts that ended before it, by the target's clock, are of no interest
 */
public record ReportLedger(DatabaseId database, Instant since) implements AgentCommand {
    /** Rule by which an agent refuses what its ledger knows to have gone on otherwise. */
    public static final String STORE_WENT_BACK = "StoreWentBack";
}
