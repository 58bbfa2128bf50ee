package dev.towpath.agent.ledger;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.agent.AgentCommand;

/**
 * A command that the ledger keeps until its work is done.
 *
 * @param position its row in {@code towpath.inbox}
 * @param history which of its rollout's histories it belongs to; 0 unless the orchestrator's store was put back
 */
public record InboxEntry(long position, Envelope<AgentCommand> message, int history) {
    /** What is asked. */
    public AgentCommand command() {
        return message.data();
    }
}
