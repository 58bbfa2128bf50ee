package dev.towpath.orchestrator.kafka;

import dev.towpath.orchestrator.letters.PostgresDeadLetters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** {@code towpath.dead-letters}: orchestrators' and agents' alike are kept where people can look at them. */
@ApplicationScoped
public class LetterConsumer {
    private final PostgresDeadLetters letters;
    private final Intake intake;

    LetterConsumer(PostgresDeadLetters letters, Intake intake) {
        this.letters = letters;
        this.intake = intake;
    }

    @Incoming("dead-letters")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return intake.keep(record, letters::keep);
    }
}
