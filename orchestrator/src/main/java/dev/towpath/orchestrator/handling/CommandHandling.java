package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * One user command: a reply that was stored before, or a decision. Reply, receipt, events and what they cause are one
 * commit.
 */
@Singleton
public final class CommandHandling implements UserCommands {
    private final EventStore store;
    private final Rollouts rollouts;
    private final CommandDecisions decisions;
    private final MessageCodec codec;
    private final Clock clock;
    private final HandlingMetrics metrics;
    private final Again again;

    CommandHandling(
            EventStore store,
            Rollouts rollouts,
            CommandDecisions decisions,
            MessageCodec codec,
            Clock clock,
            HandlingMetrics metrics,
            Again again) {
        this.store = store;
        this.rollouts = rollouts;
        this.decisions = decisions;
        this.codec = codec;
        this.clock = clock;
        this.metrics = metrics;
        this.again = again;
    }

    @Override
    public Uni<CommandReply> handle(Envelope<? extends UserCommand> command) {
        UserCommand data = command.data();
        return handle(new Request(
                command.id(),
                CommandDigest.of(data, codec),
                new Request.Legible(data),
                command.traceparent(),
                Append.NOTHING));
    }

    /** A command from Kafka; its position is committed with the reply. */
    public Uni<CommandReply> handle(Envelope<? extends UserCommand> command, OriginalRecord record) {
        return handle(new Request(
                command.id(),
                CommandDigest.of(record, codec),
                new Request.Legible(command.data()),
                command.traceparent(),
                Append.consumed(record.next())));
    }

    /** A message from Kafka that is no command that can be read, from a sender who can be told. */
    public Uni<CommandReply> reject(UnreadableMessage unreadable, OriginalRecord record) {
        return handle(new Request(
                unreadable.identity().orElseThrow(),
                CommandDigest.of(record, codec),
                new Request.Unreadable(unreadable.rule(), unreadable.detail(), unreadable.rolloutId()),
                "",
                Append.consumed(record.next())));
    }

    /**
     * What tells the sender of a command that it is a dead letter. No receipt: when the letter is put back it is decided
     * and answered like any other.
     */
    public Append putAside(MessageId id, DeadReason reason) {
        String detail = reason.detail() + ". The command is kept in the dead letters, and can be replayed from there.";
        return Append.message(
                Replies.publish(Replies.rejection(id, "", reason.rule(), detail), clock.instant(), "", codec));
    }

    private Uni<CommandReply> handle(Request request) {
        return again.afterConflict(() -> store.receipt(request.id())
                        .chain(found -> found.map(receipt -> replyAgain(receipt, request))
                                .orElseGet(() -> decide(request))))
                .invoke(reply -> metrics.commandHandled(reply.result()));
    }

    private Uni<CommandReply> replyAgain(Receipt receipt, Request request) {
        boolean same =
                receipt.digest().equals(request.digest()) && !receipt.reply().isEmpty();
        CommandReply reply = same ? receipt.reply().getFirst() : Replies.idReused(request.id(), "");
        Instant time = same ? receipt.handledAt() : clock.instant();
        return store.append(published(reply, time, request)).replaceWith(reply);
    }

    private Uni<CommandReply> decide(Request request) {
        Instant now = clock.instant();
        return decisions.decide(request, now).chain(judged -> {
            CommandReply reply = judged.reply();
            Receipt receipt = new Receipt(request.id(), request.digest(), List.of(reply), now);
            Append all = judged.written().and(Append.receipt(receipt)).and(published(reply, now, request));
            return rollouts.write(all).replaceWith(reply);
        });
    }

    private Append published(CommandReply reply, Instant time, Request request) {
        return Append.message(Replies.publish(reply, time, request.traceparent(), codec))
                .and(request.alongside());
    }
}
