package dev.towpath.orchestrator.eventstore;

import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.command.CommandReply;
import java.time.Instant;
import java.util.List;

/**
 * Proof that a message was handled.
 *
 * @param digest tells other data under the same identity apart
 * @param reply the one reply to a user command; none for an agent's outcome
 * @param handledAt the time that the reply carries, however often it is sent
 */
public record Receipt(MessageId id, String digest, List<CommandReply> reply, Instant handledAt) {
    public Receipt {
        reply = List.copyOf(reply);
        if (reply.size() > 1) {
            throw new IllegalArgumentException("a message has one reply at most");
        }
    }
}
