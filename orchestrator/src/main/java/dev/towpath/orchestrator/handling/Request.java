package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.orchestrator.eventstore.Append;

/**
 * A user command on its way, from REST or from Kafka.
 *
 * @param digest of the data as it came: tells another command under the same identity apart
 * @param alongside written in the same commit as the reply, such as the consumed position
 */
record Request(MessageId id, String digest, Content content, String traceparent, Append alongside) {
    /** What the sender said. */
    sealed interface Content {}

    record Legible(UserCommand command) implements Content {}

    /** Its sender is known, so it gets a reply. {@code rolloutId} is empty if that can't be told. */
    record Unreadable(String rule, String detail, String rolloutId) implements Content {}
}
