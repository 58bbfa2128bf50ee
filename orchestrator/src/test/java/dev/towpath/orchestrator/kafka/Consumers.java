package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.handling.HandlingMetrics;
import dev.towpath.orchestrator.handling.Handlings;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one process does with each record, without the clients that poll them. */
public final class Consumers {
    private final CommandConsumer commands;
    private final OutcomeConsumer outcomes;

    public Consumers(EventStore store, Handlings handlings, MessageCodec codec, Clock clock, HandlingMetrics metrics) {
        Intake intake = new Intake(store, metrics, new Waiting(clock), new AttemptLimit(5));
        commands = new CommandConsumer(codec, handlings.commands(), intake);
        outcomes = new OutcomeConsumer(codec, handlings.outcomes(), intake);
    }

    /** A record of the topic of commands, or else of an agent's outcomes. */
    public Uni<Void> take(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.COMMANDS) ? commands.consume(record) : outcomes.consume(record);
    }
}
