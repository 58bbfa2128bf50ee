package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.orchestrator.handling.CommandHandling;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * {@code towpath.commands}: each record gets a reply if its sender can be told, and is a dead letter otherwise. One after
 * the other, in the order of the topic.
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
        return intake.take(record, this::handle);
    }

    private Uni<Void> handle(OriginalRecord record) {
        try {
            Envelope<?> message = codec.decode(record.headerTexts(), record.value());
            return message.data() instanceof UserCommand command
                    ? handling.handle(message.carrying(command), record).replaceWithVoid()
                    : intake.deadLetter(record, "UnknownType: not a user command");
        } catch (UnreadableMessage e) {
            return e.identity().isPresent()
                    ? handling.reject(e, record).replaceWithVoid()
                    : intake.deadLetter(record, e);
        }
    }
}
