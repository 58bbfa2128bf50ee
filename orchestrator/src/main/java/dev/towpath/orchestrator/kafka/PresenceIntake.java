package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.orchestrator.databases.KnownDatabases;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.services.PostgresPresence;
import dev.towpath.orchestrator.services.PresenceChanged;
import dev.towpath.orchestrator.services.PresenceMessage;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One record of {@code towpath.presence}: kept as an instance's last word, or as a dead letter. */
@Singleton
final class PresenceIntake {
    private final Intake intake;
    private final PostgresPresence presence;
    private final KnownDatabases databases;
    private final PresenceChanged changed;
    private final MessageCodec codec;
    private final Clock clock;

    PresenceIntake(
            Intake intake,
            PostgresPresence presence,
            KnownDatabases databases,
            PresenceChanged changed,
            MessageCodec codec,
            Clock clock) {
        this.intake = intake;
        this.presence = presence;
        this.databases = databases;
        this.changed = changed;
        this.codec = codec;
        this.clock = clock;
    }

    /** Never fails; waits for a store that is away. */
    Uni<Void> take(ConsumerRecord<byte[], byte[]> record) {
        return intake.take(record, this::handle);
    }

    private Uni<Void> handle(OriginalRecord record) {
        return switch (PresenceMessage.read(record, codec)) {
            case PresenceMessage.Present(var present) -> said(present, record);
            case PresenceMessage.Goodbye(var instance) ->
                presence.goodbye(instance, record).invoke(changed::ringIf).replaceWithVoid();
            case PresenceMessage.Unfit(var rule, var detail) -> intake.deadLetter(record, rule, detail);
        };
    }

    private Uni<Void> said(InstancePresent present, OriginalRecord record) {
        return databases
                .knows(present.database())
                .chain(known -> known
                        ? presence.said(present, clock.instant(), record)
                                .invoke(changed::ringIf)
                                .replaceWithVoid()
                        : intake.deadLetter(
                                record,
                                "UnknownDatabase",
                                "database " + present.database() + " is not registered; register it first"));
    }
}
