package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.letter.DeadReason;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.handling.CommandHandling;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * {@code towpath.commands}: each record gets a reply if its sender can be told, and is a dead letter if it can't be
 * handled. One after the other, in the order of the topic.
 *
 * <p>A command that its handler fails on is both: its sender is told {@code rejected}, and no receipt is written, so that
 * the command is decided, and answered again, when the letter is put back.
 */
@ApplicationScoped
public class CommandConsumer {
    private final MessageCodec codec;
    private final CommandHandling handling;
    private final Intake intake;

    CommandConsumer(MessageCodec codec, CommandHandling handling, Intake intake) {
        this.codec = codec;
        this.handling = handling;
        this.intake = intake;
    }

    @Incoming("commands")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        Told told = new Told();
        return intake.take(record, original -> handle(original, told), reason -> told.farewell(reason, handling));
    }

    private Uni<Void> handle(OriginalRecord record, Told told) {
        try {
            Envelope<?> message = codec.decode(record.headerTexts(), record.value());
            told.sender = Optional.of(message.id());
            if (message.data() instanceof UserCommand command) {
                return handling.handle(message.carrying(command), record).replaceWithVoid();
            }
            DeadReason reason = DeadReason.plain(Intake.NAME, "UnknownType", "not a user command");
            return intake.bury(record, reason, told.farewell(reason, handling));
        } catch (UnreadableMessage e) {
            return e.identity().isPresent()
                    ? handling.reject(e, record).replaceWithVoid()
                    : intake.deadLetter(record, e.rule(), e.detail());
        }
    }

    /** Who is to be told of a dead letter, once that is known. */
    private static final class Told {
        private Optional<MessageId> sender = Optional.empty();

        Append farewell(DeadReason reason, CommandHandling handling) {
            return sender.map(id -> handling.putAside(id, reason)).orElse(Append.NOTHING);
        }
    }
}
