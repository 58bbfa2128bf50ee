package dev.towpath.contracts.outcome;

import dev.towpath.contracts.Message;

/** What an agent reports; kept in the ledger until Kafka has it (announcements apart). */
public sealed interface Outcome extends Message
        permits PlanDrafted,
                PlanRefused,
                PlanPreviewed,
                StepBlocked,
                StepSucceeded,
                StepFailed,
                AgentAnnounced,
                LedgerReported {}
