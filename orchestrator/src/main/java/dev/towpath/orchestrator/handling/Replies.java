package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.CommandReply.Result;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.rollout.Decision;
import java.time.Instant;

/** Puts decisions into the words of the wire. */
final class Replies {
    private Replies() {}

    static CommandReply to(MessageId command, String rolloutId, Decision<?> decision) {
        return to(command, rolloutId, decision, "");
    }

    /** {@code remark}: what whoever is answered yes ought to know; may be empty. */
    static CommandReply to(MessageId command, String rolloutId, Decision<?> decision, String remark) {
        return switch (decision) {
            case Decision.Accepted<?> accepted -> reply(command, Result.ACCEPTED, rolloutId, "", remark);
            case Decision.AlreadyDone<?> done -> reply(command, Result.ALREADY_DONE, rolloutId, "", done.detail());
            case Decision.Rejected<?> rejected ->
                rejection(
                        command,
                        rolloutId,
                        rejected.rejection().rule(),
                        rejected.rejection().detail());
        };
    }

    static CommandReply rejection(MessageId command, String rolloutId, String rule, String detail) {
        return reply(command, Result.REJECTED, rolloutId, rule, detail);
    }

    static CommandReply idReused(MessageId command, String rolloutId) {
        return rejection(
                command,
                rolloutId,
                "CommandIdReused",
                "A message with this source and id was handled before, and it said something else. Send this one under a"
                        + " new id.");
    }

    /** The reply as it is published; the same each time, if {@code time} is. */
    static OutboxMessage publish(CommandReply reply, Instant time, String traceparent, MessageCodec codec) {
        String key = reply.rolloutId().isEmpty() ? reply.commandId() : reply.rolloutId();
        MessageId id = new MessageId(Recording.SOURCE, "reply/" + reply.commandSource() + "#" + reply.commandId());
        return OutboxMessage.of(
                Topics.COMMAND_REPLIES,
                key,
                new Envelope<>(id, time, reply.rolloutId(), 0, 0, traceparent, reply),
                codec);
    }

    private static CommandReply reply(MessageId command, Result result, String rolloutId, String rule, String detail) {
        return new CommandReply(command.source(), command.id(), result, rolloutId, rule, detail);
    }
}
