package dev.towpath.bench.orchestrator;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.HashChain;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.Receipt;
import dev.towpath.orchestrator.eventstore.StreamHead;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Appends as a decision makes them: a receipt, one event that is chained to the last, and its record in the outbox. */
final class SampleAppends {
    private SampleAppends() {}

    static List<Append> of(MessageCodec codec, String stream, int count) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<Append> appends = new ArrayList<>();
        StreamHead head = new StreamHead(stream, 0, HashChain.FIRST, 0);
        for (int i = 0; i < count; i++) {
            Recorded<?> event = HashChain.next(
                    codec,
                    head,
                    new RolloutEvent.GateOpened(
                            GatePoint.BACKFILL, List.of("no approval is required", "no soak is required")),
                    now,
                    "agent/sample",
                    "");
            MessageId id = new MessageId("/orchestrator", stream + "/" + event.version());
            var message = new Envelope<>(id, now, stream, event.version(), event.version(), "", event);
            appends.add(new Append(
                    List.of(new Receipt(new MessageId("/agent/sample", id.id()), event.hash(), List.of(), now)),
                    List.of(new NewEvent(event, 0)),
                    List.of(OutboxMessage.of(Topics.EVENTS, stream, message, codec)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()));
            head = new StreamHead(stream, event.version(), event.hash(), 0);
        }
        return appends;
    }
}
