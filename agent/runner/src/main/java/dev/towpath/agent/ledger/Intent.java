package dev.towpath.agent.ledger;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.StepId;
import java.time.OffsetDateTime;

/**
 * That a statement which can't run in a transaction was about to be sent, and by which backend. As long as that backend
 * lives, the statement may still be running.
 *
 * @param object the object that it makes, quoted as in SQL
 */
public record Intent(
        RolloutId rolloutId,
        StepId stepId,
        String statementHash,
        String object,
        int pid,
        OffsetDateTime backendStart) {}
