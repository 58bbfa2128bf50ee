package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.Message;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.orchestrator.eventstore.Alarm;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.HashChain;
import dev.towpath.orchestrator.eventstore.NewEvent;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.eventstore.StreamHead;
import dev.towpath.orchestrator.rollout.Asked;
import dev.towpath.orchestrator.rollout.DatabaseReactor;
import dev.towpath.orchestrator.rollout.Effect;
import dev.towpath.orchestrator.rollout.Mirror;
import dev.towpath.orchestrator.rollout.RolloutReactor;
import dev.towpath.orchestrator.rollout.Turns;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.ArrayList;
import java.util.List;

/**
 * What accepted events become in the store: the chained events, the public log's record of each, what the reactor wants
 * told, and its timers. Every identity and sequence number follows from the stream, so that the same decision always
 * gives the same messages. Computes only; for one decision.
 */
final class Recording {
    /** CloudEvents source of everything that the orchestrator says. */
    static final String SOURCE = "/orchestrator";

    private final MessageCodec codec;
    private final Asked asked;
    private final String traceparent;
    private final String subject;
    private final List<NewEvent> events = new ArrayList<>();
    private final List<OutboxMessage> commands = new ArrayList<>();
    private final List<OutboxMessage> records = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private StreamHead head;

    private Recording(MessageCodec codec, StreamHead head, String subject, Asked asked, String traceparent) {
        this.codec = codec;
        this.head = head;
        this.subject = subject;
        this.asked = asked;
        this.traceparent = traceparent;
    }

    /** What happened to the rollout; without a trace of its own it belongs to that of what happened to it before. */
    static Append of(
            LoadedRollout rollout, List<RolloutEvent> events, Asked asked, String traceparent, MessageCodec codec) {
        String stream = rollout.head().stream();
        String trace = traceparent.isEmpty() ? rollout.head().traceparent() : traceparent;
        Recording recording = new Recording(codec, rollout.head(), stream, asked, trace);
        RolloutId id = RolloutId.parse(stream);
        RolloutState state = rollout.state();
        List<DatabaseEvent> others = new ArrayList<>();
        for (RolloutEvent event : events) {
            state = RolloutState.evolve(state, state.version() + 1, asked.now(), asked.actor(), asked.reason(), event);
            recording.record(event, RolloutReactor.react(state, event));
            others.addAll(Mirror.of(id, asked.actor(), event));
        }
        List<DatabaseEvent> mirrored =
                new ArrayList<>(Turns.of(id, rollout.database().state(), state));
        mirrored.addAll(others);
        return recording.written().and(of(rollout.database(), mirrored, asked, trace, codec));
    }

    /** What happened on the database, and who is to look again because of it. */
    static Append of(
            LoadedDatabase database, List<DatabaseEvent> events, Asked asked, String traceparent, MessageCodec codec) {
        if (events.isEmpty()) {
            return Append.NOTHING;
        }
        String stream = database.head().stream();
        String subject = stream.substring(stream.indexOf('/') + 1);
        Recording recording = new Recording(codec, database.head(), subject, asked, traceparent);
        database.owed().forEach(recording::takeOver);
        DatabaseState state = database.state();
        for (DatabaseEvent event : events) {
            state = DatabaseState.evolve(state, state.version() + 1, asked.now(), asked.actor(), asked.reason(), event);
            recording.record(event, List.of());
            DatabaseReactor.wake(state, event).forEach(recording::wake);
        }
        return recording.written();
    }

    private void takeOver(DatabaseEvent event) {
        record(HashChain.next(codec, head, event, asked.now(), OlderHistory.ACTOR, OlderHistory.REASON), List.of());
    }

    private void wake(RolloutId rollout) {
        alarms.add(new Alarm(rollout.toString(), asked.now()));
    }

    private void record(StreamEvent event, List<Effect> effects) {
        record(HashChain.next(codec, head, event, asked.now(), asked.actor(), asked.reason()), effects);
    }

    private void record(Recorded<?> recorded, List<Effect> effects) {
        head = new StreamHead(head.stream(), recorded.version(), recorded.hash(), head.commandsSent(), traceparent);
        records.add(message(Topics.EVENTS, head.stream(), identity(""), recorded.version(), recorded));
        effects.forEach(this::carryOut);
        events.add(new NewEvent(recorded, head.commandsSent(), traceparent));
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.TellAgent(var database, var command) -> {
                long sequence = head.commandsSent() + 1;
                head = new StreamHead(head.stream(), head.version(), head.hash(), sequence, traceparent);
                commands.add(message(
                        Topics.agentCommands(database),
                        head.stream(),
                        identity("/command-" + sequence),
                        sequence,
                        command));
            }
            case Effect.AnnouncePhase(var announced) ->
                records.add(message(Topics.PHASES, phaseKey(announced), identity("/phase"), 0, announced));
            case Effect.SetTimer(var due) -> alarms.add(new Alarm(head.stream(), due));
        }
    }

    private OutboxMessage message(String topic, String key, MessageId id, long sequence, Message data) {
        Envelope<?> message = new Envelope<>(id, asked.now(), subject, head.version(), sequence, traceparent, data);
        return OutboxMessage.of(topic, key, message, codec);
    }

    private MessageId identity(String what) {
        return new MessageId(SOURCE, head.stream() + "/" + head.version() + what);
    }

    private static String phaseKey(PhaseAnnounced announced) {
        return announced.database() + "/" + announced.revision();
    }

    /** Commands leave before the records of why: an agent waits for them. */
    private Append written() {
        List<OutboxMessage> messages = new ArrayList<>(commands);
        messages.addAll(records);
        return new Append(List.of(), events, messages, alarms, List.of(), List.of(), List.of());
    }
}
