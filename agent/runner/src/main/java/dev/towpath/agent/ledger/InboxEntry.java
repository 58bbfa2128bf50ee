package dev.towpath.agent.ledger;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.agent.AgentCommand;

/**
 * A command that the ledger keeps until its work is done.
 *
 * @param position its row in {@code towpath.inbox}
 */
public record InboxEntry(long position, Envelope<AgentCommand> message) {
    /** What is asked. */
    public AgentCommand command() {
        return message.data();
    }
}
