package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.orchestrator.handling.OutcomeHandling;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Every agent's outcome topic, the new ones within about a second after they were made. One record after the other, so
 * that each topic's order is kept. Nobody waits for a reply here: what can't be read is a dead letter.
 */
@ApplicationScoped
public class OutcomeConsumer {
    private final MessageCodec codec;
    private final OutcomeHandling handling;
    private final Intake intake;

    OutcomeConsumer(MessageCodec codec, OutcomeHandling handling, Intake intake) {
        this.codec = codec;
        this.handling = handling;
        this.intake = intake;
    }

    @Incoming("outcomes")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return intake.take(record, this::handle);
    }

    private Uni<Void> handle(OriginalRecord record) {
        try {
            Envelope<?> message = codec.decode(record.headerTexts(), record.value());
            return message.data() instanceof Outcome outcome
                    ? handling.handle(message.carrying(outcome), record)
                    : intake.deadLetter(record, "UnknownType", "not an agent's outcome");
        } catch (UnreadableMessage e) {
            return intake.deadLetter(record, e.rule(), e.detail());
        }
    }
}
