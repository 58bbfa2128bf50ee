package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.UserCommand;
import io.smallrye.mutiny.Uni;

/**
 * Where user commands are judged, whichever way they came.
 *
 * <p>The reply is stored with the command's receipt and published on {@code towpath.command-replies}. A command whose
 * identity was seen before gets its stored reply again, and the reply is published again, unchanged; with other data it
 * is rejected {@code CommandIdReused}. A rejection is a reply, never a failure.
 *
 * <p>Failure semantics: fails only while the store, or for a registration Kafka, can't be reached. Then it is open
 * whether the command holds: send it again under the same identity.
 */
public interface UserCommands {
    Uni<CommandReply> handle(Envelope<? extends UserCommand> command);
}
