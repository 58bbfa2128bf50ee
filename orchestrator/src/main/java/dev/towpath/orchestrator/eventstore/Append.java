package dev.towpath.orchestrator.eventstore;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that one decision writes: all of it or nothing. Each list may be empty; the order of events and of messages
 * is kept.
 *
 * @param timersSet when the rollout wants to be told the time
 * @param timersRung the timers that caused this decision
 * @param consumed where the topics are read on
 * @param heard the last sequence numbers of agents
 */
public record Append(
        List<Receipt> receipts,
        List<NewEvent> events,
        List<OutboxMessage> messages,
        List<Alarm> timersSet,
        List<Alarm> timersRung,
        List<ConsumedPosition> consumed,
        List<HeardSequence> heard) {
    public static final Append NOTHING =
            new Append(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Append {
        receipts = List.copyOf(receipts);
        events = List.copyOf(events);
        messages = List.copyOf(messages);
        timersSet = List.copyOf(timersSet);
        timersRung = List.copyOf(timersRung);
        consumed = List.copyOf(consumed);
        heard = List.copyOf(heard);
    }

    /** Both, this one's events and messages first. */
    public Append and(Append other) {
        return new Append(
                joined(receipts, other.receipts),
                joined(events, other.events),
                joined(messages, other.messages),
                joined(timersSet, other.timersSet),
                joined(timersRung, other.timersRung),
                joined(consumed, other.consumed),
                joined(heard, other.heard));
    }

    public static Append receipt(Receipt receipt) {
        return new Append(List.of(receipt), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public static Append message(OutboxMessage message) {
        return new Append(List.of(), List.of(), List.of(message), List.of(), List.of(), List.of(), List.of());
    }

    public static Append rung(Alarm alarm) {
        return new Append(List.of(), List.of(), List.of(), List.of(), List.of(alarm), List.of(), List.of());
    }

    public static Append consumed(ConsumedPosition position) {
        return new Append(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(position), List.of());
    }

    public static Append heard(HeardSequence sequence) {
        return new Append(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(sequence));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
